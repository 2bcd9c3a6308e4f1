import { describe, expect, onTestFinished, test } from 'vitest'
import { ProbeError, probeProcess, type ProbeOptions } from 'vitest-shutdown/harness'

const FOLDER = 'tests/broken/process'
const PROGRAM = `${FOLDER}/no-handler.mjs`

async function findError(options: object): Promise<Error> {
  const error: unknown = await probeProcess(options as ProbeOptions).catch(
    (reason: unknown) => reason,
  )
  if (error instanceof Error) return error
  throw new Error('Expected the probe to reject')
}

describe('probeProcess() rejects', () => {
  test.each<[options: object, message: string]>([
    [{}, 'Expected `module` to be the path of a module, got undefined (undefined)'],
    [{ module: 'no-such.mjs' }, `Module \`no-such.mjs\` was not found from ${process.cwd()}.`],
    [{ module: 'tests' }, `Module \`tests\` was not found from ${process.cwd()}.`],
    [
      { module: PROGRAM, signal: 'SIGTRM' },
      "Expected `signal` to be one that can be caught, such as SIGTERM, got 'SIGTRM': there is no such signal; did you mean `SIGTERM`?",
    ],
    [
      { module: PROGRAM, signal: 15 },
      'Expected `signal` to be one that can be caught, such as SIGTERM, got 15: there is no such signal',
    ],
    [
      { module: PROGRAM, signal: 'SIGKILL' },
      "Expected `signal` to be one that can be caught, such as SIGTERM, got 'SIGKILL': no process can listen for it",
    ],
    [
      { module: PROGRAM, deadlineMs: -1 },
      'Expected `deadlineMs` to be a finite number > 0, got -1 (number)',
    ],
    [
      { module: PROGRAM, deadlineMs: '5000' },
      'Expected `deadlineMs` to be a finite number > 0, got 5000 (string)',
    ],
    [
      { module: PROGRAM, readyMs: 3_600_000 },
      'Expected `readyMs` to be at most 600000, got 3600000 (number)',
    ],
    [
      { module: PROGRAM, scenarios: ['hang'] },
      "Expected `scenarios` to hold 'hung' or 'failing', got 'hang' (string)",
    ],
    [
      { module: PROGRAM, endBy: ['stdout'] },
      "Expected `endBy` to be a signal that can be caught, 'stdin', 'stdin:TEXT', 'lsp', 'message:TEXT' or 'disconnect', got 'stdout' (string)",
    ],
    [
      { module: PROGRAM, endBy: ['SIGKILL'] },
      "Expected `endBy` to be a signal that can be caught, 'stdin', 'stdin:TEXT', 'lsp', 'message:TEXT' or 'disconnect', got 'SIGKILL' (string)",
    ],
    [
      { module: PROGRAM, endBy: [] },
      "Expected `endBy` to be an array of at least one way to end, such as ['SIGTERM', 'stdin'], got [] (object)",
    ],
    [
      { module: PROGRAM, request: 'localhost:3000' },
      "Expected `request` to be an http URL, or a path such as /health on the port that the program opens, got 'localhost:3000' (string)",
    ],
    [
      { module: PROGRAM, readiness: 3000 },
      'Expected `readiness` to be an http URL, or a path such as /health on the port that the program opens, got 3000 (number)',
    ],
  ])('%j', async (options, message) => {
    expect((await findError(options)).message).toBe(message)
  })
})

test('probeProcess() rejects on Windows, with what to do', async () => {
  const { platform } = process
  Object.defineProperty(process, 'platform', { value: 'win32' })
  onTestFinished(() => void Object.defineProperty(process, 'platform', { value: platform }))
  const error = await findError({ module: PROGRAM })
  expect(error).toBeInstanceOf(ProbeError)
  expect(error.message).toBe(
    'Windows delivers no signals from one process to another, so there is nothing to probe. Run it on Linux, on macOS, or under WSL.',
  )
})

// Signals cannot be sent on Windows.
describe.skipIf(process.platform === 'win32').concurrent('what cannot be probed says why', () => {
  test('it crashes', async ({ expect }) => {
    const error = await findError({ module: `${FOLDER}/crashes.mjs` })
    expect(error).toBeInstanceOf(ProbeError)
    expect(error.message.split('\n').slice(0, 3)).toEqual([
      `\`${FOLDER}/crashes.mjs\` exited with code 1 before it listened to SIGTERM. It printed:`,
      '  starting',
      expect.stringMatching(/^ {2}file:.*crashes\.mjs:3$/),
    ])
  })

  test('it takes an IPC channel for granted', async ({ expect }) => {
    const error = await findError({ module: `${FOLDER}/needs-ipc.mjs` })
    expect(error).toBeInstanceOf(ProbeError)
    expect(error.message.split('\n')[0]).toBe(
      `\`${FOLDER}/needs-ipc.mjs\` exited with code 1 before it listened to SIGTERM. It sends messages to its parent: say how that ends it, with \`--end-by disconnect\` or \`--end-by message:TEXT\`. It printed:`,
    )
  })

  test.for<[file: string, options: object, message: string]>([
    [
      'exits-by-itself.mjs',
      {},
      '`exits-by-itself.mjs` exited with code 0 before it was sent SIGTERM: there was nothing left to shut down. It printed:\n  done',
    ],
    [
      'crashes-later.mjs',
      {},
      '`crashes-later.mjs` exited with code 2 before it was sent SIGTERM. It printed:\n  the configuration is broken',
    ],
    [
      'never-ready.mjs',
      { readyWhen: 'listening', readyMs: 5000 },
      '`never-ready.mjs` did not print “listening” within 5000 ms.',
    ],
    [
      'no-handler.mjs',
      { readyMs: 1 },
      '`no-handler.mjs` was not loaded within 1 ms: it blocks the event loop, or Node takes long to start.',
    ],
    [
      'never-created.mjs',
      { readyMs: 5000 },
      '`create` of `never-created.mjs` did not settle within 5000 ms.',
    ],
    ['create-fails.mjs', {}, 'Error: no database.'],
    [
      'no-shutdown.mjs',
      {},
      'Expected the manager of noShutdown to have a shutdown(), or the subject to have a `shutdown: (m) => …`.',
    ],
    [
      'exports-class.mjs',
      {},
      'Expected the default export to be a subject or a function that makes a manager, got the class Heartbeat: write `export default (probe) => new Heartbeat(…)`.',
    ],
    [
      'two-subjects.mjs',
      {},
      'Expected one subject, got 2: say which one by its name: `First`, `Second`.',
    ],
    [
      'two-subjects.mjs',
      { subject: 'Third' },
      'Expected a subject with the name `Third`, got `First`, `Second`.',
    ],
    [
      'wrong-interval.mjs',
      {},
      'Expected `intervalMs` of subject Hurried to be a finite number of milliseconds > 0, got -1 (number).',
    ],
    [
      'closes-descriptors.mjs',
      {},
      '`closes-descriptors.mjs` closed file descriptors that it had not opened, including one of the probe: close only those that the program has opened.',
    ],
    [
      'needs-variable.mjs',
      {},
      '`needs-variable.mjs` exited with code 1 before it listened to SIGTERM. It printed:\n  DATABASE_URL is not set',
    ],
    [
      'ignores-signal.mjs',
      { request: '/', readyMs: 5000 },
      '`ignores-signal.mjs` did not answer `request` / within 5000 ms: the program has opened no port.',
    ],
    [
      'manager-lies.mjs',
      { endBy: ['lsp'] },
      '`manager-lies.mjs` makes a manager, which runs under shutdownOnSignals(): only a signal can tell it to end, not `lsp`. Probe the program that uses it.',
    ],
    [
      'mcp-stdin-ignored.mjs',
      { endBy: ['lsp'], readyMs: 5000 },
      '`mcp-stdin-ignored.mjs` did not answer the request `initialize` that `--end-by lsp` sends on stdin within 5000 ms. If it takes an argument to talk over stdin, pass that: `-- --stdio`.',
    ],
    [
      'manager-lies.mjs',
      { endBy: ['stdin'] },
      '`manager-lies.mjs` makes a manager, which runs under shutdownOnSignals(): only a signal can tell it to end, not `stdin`. Probe the program that uses it.',
    ],
  ])('%s %j', async ([file, options, message], { expect }) => {
    const error = await findError({ module: file, cwd: FOLDER, ...options })
    expect(error).toBeInstanceOf(ProbeError)
    expect(error.message).toBe(message)
  })
})
