import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { ProbeReport } from 'vitest-shutdown/harness'
import { createProject } from '../project.ts'
import { isRunning } from '../../is-running.ts'
import { runCommand } from '../run-command.ts'

/** A service in TypeScript, with what only a Vite config can resolve. */
const SERVICE = {
  'package.json': '{ "type": "module" }',
  'vitest.config.ts': `
import { fileURLToPath } from 'node:url'
export default {
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  plugins: [
    {
      name: 'version',
      resolveId: (id) => (id === 'virtual:version' ? '\\0virtual:version' : undefined),
      load: (id) => (id === '\\0virtual:version' ? "export const version = '1.2.3'" : undefined),
    },
  ],
}
`,
  'src/names.json': '{ "service": "mailer" }',
  'src/state.ts': `
import names from './names.json'
import { version } from 'virtual:version'

export enum State {
  Running = 'running',
  Stopped = 'stopped',
}
export const title: string = names.service + ' ' + version
export const loadTimer = () => import('./timer')
`,
  'src/timer.ts': `
interface Timer {
  stop(): void
}

export function startTimer(): Timer {
  const timer = setInterval(() => {}, 1000)
  return { stop: () => clearInterval(timer) }
}
`,
  'src/main.ts': `
import { loadTimer, State, title } from '@/state'

const { startTimer } = await loadTimer()
const timer = startTimer()
const isMain = require.main === module && __filename.endsWith('main.ts')
console.log(title, State.Running, import.meta.env.MODE, process.env.NODE_ENV, isMain)

process.once('SIGTERM', () => {
  if (process.argv[2] !== 'forgetful') timer.stop()
  console.log(title, State.Stopped)
})
`,
}

/** Without what differs between two runs. */
function mask(text: string): string {
  return (
    text
      .replaceAll(/\d+ ms$/gm, '# ms')
      // How many moments of a start there are depends on how long it takes.
      .replaceAll(/(?:^ {2}\S+ during the start .*\n)+/gm, '')
  )
}

// Signals cannot be sent on Windows.

/** The column is as wide as the longest way to end that came about. */
function toOneWidth(text: string): string {
  return text.replaceAll(/^( {2}(?:one|repeated) SIGTERM) +/gm, (_, way: string) => way.padEnd(28))
}

describe.skipIf(process.platform === 'win32')('probe', () => {
  test('runs a TypeScript program as the Vite config makes it', async () => {
    const directory = createProject(SERVICE)
    const args = ['probe', 'src/main.ts', '--json', 'probe.json', '--complete-when', 'stopped']
    const { code, stdout, stderr } = await runCommand(args, { directory })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(toOneWidth(mask(stdout))).toBe(`main.ts (src/main.ts): conforms: 4 passed, 5 skipped

SIGTERM with its own handlers, to be gone within # ms
  one SIGTERM               exit code 0       # ms
  repeated SIGTERM          ended by SIGTERM  # ms

Skipped
   1  nothing was forced: let the program hang when VITEST_SHUTDOWN_PROBE is \`hung\`, and add \`--scenario hung\` (PROC-03)
   1  it was gone in time; for a run that hangs, let the program hang when VITEST_SHUTDOWN_PROBE is \`hung\`, and add \`--scenario hung\` (PROC-04)
   1  no other means was named: \`--end-by stdin\`, \`--end-by lsp\`, \`--end-by message:TEXT\`, \`--end-by disconnect\` (PROC-06)
   1  no requests were sent: name a URL with \`--request URL\` (PROC-07)
   1  readiness was not asked for: name a URL with \`--readiness URL\` (PROC-08)
`)
    const [report] = readProbe(join(directory, 'probe.json'))
    expect(report?.probe.runs[0]?.output).toEqual([
      { stream: 'stdout', text: 'mailer 1.2.3 running test undefined true' },
      { stream: 'stdout', text: 'mailer 1.2.3 stopped' },
    ])
  })

  test('names the line of the TypeScript source, and exits with 1', async () => {
    const directory = createProject(SERVICE)
    const args = ['probe', 'src/main.ts', '--deadline', '500', '--', 'forgetful']
    const { code, stdout } = await runCommand(args, { directory })
    expect(code).toBe(1)
    expect(stdout).toContain(`
  What keeps it running:
    interval of 1000 ms: clearInterval(timer)
      at src/timer.ts:7 - const timer = setInterval(() => {}, 1000)
      at src/main.ts:5 - const timer = startTimer()
  at src/timer.ts:7:1
`)
  })

  test('writes JSON that the schema of the reports describes', async () => {
    const directory = createProject(SERVICE)
    const { code, stdout } = await runCommand(['probe', 'src/main.ts', '--json', '-'], {
      directory,
    })
    expect(code).toBe(0)
    const path = new URL('../../../docs/report.schema.json', import.meta.url)
    const validate = new Ajv2020().compile(JSON.parse(readFileSync(path, 'utf8')) as object)
    const isValid = validate(JSON.parse(stdout))
    expect(validate.errors).toBe(null)
    expect(isValid).toBe(true)
  })

  test('takes every way to end, and URLs', async () => {
    const directory = createProject({
      'package.json': '{ "type": "module" }',
      'server.js': `
import { createServer } from 'node:http'
let isReady = true
const server = createServer(({ url }, response) => {
  if (url === '/ready') response.writeHead(isReady ? 200 : 503).end()
  else setTimeout(() => response.end('ok'), 100)
})
server.listen(0, '127.0.0.1')
function stop() {
  if (!isReady) return
  isReady = false
  if (process.connected) process.disconnect()
  process.stdin.destroy()
  setTimeout(() => server.close(), 400)
}
process.on('SIGINT', stop)
process.stdin.resume().once('end', stop)
process.on('message', (text) => text === 'shutdown' && stop())
`,
    })
    const ways = ['INT', 'stdin', 'message:shutdown'].flatMap((way) => ['--end-by', way])
    const urls = ['--request', '/', '--readiness', '/ready']
    const args = ['probe', 'server.js', ...ways, ...urls, '--json', '-']
    const { code, stdout } = await runCommand(args, { directory })
    const [report] = JSON.parse(stdout) as [ProbeReport]
    const passed = report.rules.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
    expect(passed).toEqual([
      'LEAK-05',
      'PROC-01',
      'PROC-02',
      'PROC-06',
      'PROC-07',
      'PROC-08',
      'PROC-09',
    ])
    expect(new Set(report.probe.runs.map(({ endBy }) => endBy))).toEqual(
      new Set(['SIGINT', 'stdin', 'message:shutdown']),
    )
    expect(code).toBe(0)
  })

  test('leaves it to Node to say that an import is not found', async () => {
    const directory = createProject({
      'package.json': '{ "type": "module" }',
      'main.js': "import { pool } from './missing.js'\nprocess.on('SIGTERM', () => pool.end())\n",
    })
    const { code, stderr } = await runCommand(['probe', 'main.js'], { directory })
    expect(code).toBe(2)
    expect(stderr).toContain(
      `Error [ERR_MODULE_NOT_FOUND]: Cannot find module '${join(directory, 'missing.js')}' imported from ${join(directory, 'main.js')}`,
    )
  })

  test('ends the process when it is interrupted itself', async () => {
    const directory = createProject({
      'package.json': '{ "type": "module" }',
      'hang.js': `
import { renameSync, writeFileSync } from 'node:fs'
process.on('SIGTERM', () => {})
setInterval(() => {}, 1000)
writeFileSync('pid.tmp', String(process.pid))
renameSync('pid.tmp', 'pid.txt')
`,
    })
    const path = join(directory, 'pid.txt')
    let pid = 0
    const { code } = await runCommand(['probe', 'hang.js'], {
      directory,
      interruptWhen: () => {
        if (pid === 0 && existsSync(path)) pid = Number(readFileSync(path, 'utf8'))
        return pid > 0
      },
    })
    expect(code).toBe(130)
    await expect.poll(() => isRunning(pid)).toBe(false)
  })

  test('asks which of several subjects is meant', async () => {
    const subject = (name: string): string =>
      `{ name: '${name}', ownership: 'owned', intervalMs: 10, create: () => ({ shutdown: async () => {} }) }`
    const directory = createProject({
      'package.json': '{ "type": "module" }',
      'two.js': `export default [${subject('First')}, ${subject('Second')}]`,
    })
    const message = 'Expected one subject, got 2: say which one by its name: `First`, `Second`.'
    const { code, stdout, stderr } = await runCommand(['probe', 'two.js', '--json', '-'], {
      directory,
    })
    expect({ code, stderr }).toEqual({ code: 2, stderr: `vitest-shutdown: ${message}\n` })
    expect(JSON.parse(stdout)).toMatchObject([
      { module: 'two.js', verdict: 'unusable', rules: [{ id: 'KIT-00', status: 'fail', message }] },
    ])
    const args = ['probe', 'two.js', '--subject', 'Second', '--deadline', '1000']
    const second = await runCommand(args, { directory })
    expect(second.stdout).toMatch(/^Second \(two\.js\): conforms: /)
  })

  test.for([
    [
      'mian.js',
      (directory: string) =>
        `Module \`mian.js\` was not found from ${directory}. Did you mean \`main.js\`?`,
    ],
    [
      'crash.js',
      () =>
        '`crash.js` exited with code 3 before it listened to SIGTERM. It printed:\n  no configuration',
    ],
    ['broken.ts', () => expect.stringContaining('Vite could not transform `')],
  ] as const)('says why %s cannot be probed', async ([module, describeError]) => {
    const directory = createProject({
      'package.json': '{ "type": "module" }',
      'main.js': '',
      'crash.js': "console.error('no configuration')\nprocess.exit(3)",
      'broken.ts': 'const = 1',
    })
    const { code, stdout, stderr } = await runCommand(['probe', module], { directory })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    const expected: unknown = describeError(directory)
    expect(stderr.replace(/^vitest-shutdown: /, '').trimEnd()).toEqual(expected)
  })
})

function readProbe(path: string): { probe: { runs: { output: unknown }[] } }[] {
  return JSON.parse(readFileSync(path, 'utf8')) as { probe: { runs: { output: unknown }[] } }[]
}
