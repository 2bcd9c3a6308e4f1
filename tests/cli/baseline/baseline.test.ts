import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { createProject } from '../project.ts'
import { type CommandResult, runCommand } from '../run-command.ts'

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url)).replaceAll('\\', '/')
const FILE = 'vitest-shutdown.baseline.json'

/**
 * Stands in for the guard: records as leaks what the tests pass to `leak()`, of the kinds and at the
 * functions that they say.
 */
const SETUP = `
import { afterAll, beforeEach } from 'vitest'
import { recordLeaks, RECORD_VARIABLE } from '${DIST}/harness/guard/leak-record.js'
const leaks = []
const ignores = globalThis.ignores ?? []
const nameOf = (task) => task.suite ? nameOf(task.suite) + ' > ' + task.name : task.name
const flatten = (tasks) => tasks.flatMap((task) => task.type === 'suite' ? flatten(task.tasks) : [task])
let current
beforeEach(({ task }) => { current = task })
globalThis.leak = (kind, functionName) => leaks.push({
  kind, description: kind, remedy: 'close()', isReferenced: true,
  frames: [{ functionName, path: import.meta.dirname + '/src/app.js', line: 3, column: 7 }],
  scope: { level: 'test', file: current.file.filepath, test: nameOf(current) },
})
afterAll(({}, { file }) => {
  const directory = process.env[RECORD_VARIABLE]
  if (directory === undefined) return
  const tests = flatten(file.tasks).map((task) => ({ test: nameOf(task), isFinished: task.result?.state === 'pass' }))
  recordLeaks(directory, { file: file.filepath, leaks, tests, ...globalThis.recorded })
})
`

const CONFIG = `export default { test: { setupFiles: ['./setup.js'], include: ['test/**'], maxWorkers: 1 } }`

function testFile(...tests: readonly string[]): string {
  return `import { describe, test } from 'vitest'\n${tests.join('\n')}\n`
}

const ORDERS = testFile(
  `describe('orders', () => {
    test('lists', () => { leak('server', 'startServer'); leak('interval', 'poll'); leak('interval', 'poll') })
    test('adds', () => {})
  })`,
)
const USERS = testFile(`test('users', () => { leak('child-process', 'spawnMailer') })`)

function createLeakyProject(files: Readonly<Record<string, string>> = {}): string {
  return createProject({
    'vitest.config.mjs': CONFIG,
    'setup.js': SETUP,
    'test/orders.js': ORDERS,
    'test/users.js': USERS,
    ...files,
  })
}

/** Runs `baseline`, and cuts off what Vitest printed before it. */
async function runBaseline(directory: string, ...args: readonly string[]): Promise<CommandResult> {
  const env = { NO_COLOR: '1' }
  const { code, stdout, stderr } = await runCommand(['baseline', ...args], { directory, env })
  return { code, stdout: stdout.replace(/^[^]*\n +Duration .*\n\n/, ''), stderr }
}

function readFile(directory: string): unknown {
  return JSON.parse(readFileSync(join(directory, FILE), 'utf8'))
}

const lists = { file: 'test/orders.js', test: 'orders > lists' }
const polls = { ...lists, kind: 'interval', source: 'src/app.js#poll', count: 2 }
const serves = { ...lists, kind: 'server', source: 'src/app.js#startServer', count: 1 }
const mails = {
  file: 'test/users.js',
  test: 'users',
  kind: 'child-process',
  source: 'src/app.js#spawnMailer',
  count: 1,
}

test('the first run writes what leaks, and says by kind and file what that is', async () => {
  const directory = createLeakyProject()
  expect(await runBaseline(directory)).toEqual({
    code: 0,
    stdout: `Wrote ${FILE}: 4 leaks in 2 test files.

  2 intervals, 1 child process, 1 server

  3  test/orders.js
  1  test/users.js

For the guard to read it, write in a setup file of your own:

  import { configureGuard } from 'vitest-shutdown'

  configureGuard({ baseline: '${FILE}' })
`,
    stderr: '',
  })
  expect(readFile(directory)).toEqual({ version: 1, leaks: [polls, serves, mails] })
})

test('a later run takes out what is gone, and refuses what is new until --add', async () => {
  const directory = createLeakyProject()
  await runBaseline(directory)
  writeFileSync(
    join(directory, 'test/orders.js'),
    testFile(
      `describe('orders', () => {
        test('lists', () => { leak('interval', 'poll') })
        test('adds', () => { leak('socket', 'connect') })
      })`,
    ),
  )
  rmSync(join(directory, 'test/users.js'))
  const refused = await runBaseline(directory)
  expect(refused).toMatchInlineSnapshot(`
    {
      "code": 1,
      "stderr": "",
      "stdout": "Wrote vitest-shutdown.baseline.json: 1 leak in 1 test file. Entries: 2 removed, 1 lowered.

      1 interval

      1  test/orders.js

      - test/orders.js: 1 server in the test "orders > lists", from src/app.js#startServer (gone)
      - test/users.js: 1 child process in the test "users", from src/app.js#spawnMailer (there is no such file any more)
      - test/orders.js: 1 interval in the test "orders > lists", from src/app.js#poll (it was 2)

    1 leak is new, and not in the baseline. Mend it, or let it in with \`vitest-shutdown baseline --add\`:
      + test/orders.js: 1 socket in the test "orders > adds", at connect (src/app.js:3:7)

    For the guard to read it, write in a setup file of your own:

      import { configureGuard } from 'vitest-shutdown'

      configureGuard({ baseline: 'vitest-shutdown.baseline.json' })
    ",
    }
  `)
  const polled = { ...polls, count: 1 }
  expect(readFile(directory)).toEqual({ version: 1, leaks: [polled] })

  const added = await runBaseline(directory, '--add')
  expect(added.code).toBe(0)
  expect(added.stdout).toContain(`Wrote ${FILE}: 2 leaks in 1 test file. Entries: 1 added.`)
  const connects = {
    file: 'test/orders.js',
    test: 'orders > adds',
    kind: 'socket',
    source: 'src/app.js#connect',
    count: 1,
  }
  expect(readFile(directory)).toEqual({ version: 1, leaks: [connects, polled] })
})

test('entries of tests that a filtered run leaves out are kept', async () => {
  const directory = createLeakyProject()
  await runBaseline(directory)
  writeFileSync(join(directory, 'test/users.js'), testFile(`test('users', () => {})`))
  const { code, stdout } = await runBaseline(directory, '--', 'test/users.js')
  expect(code).toBe(0)
  expect(stdout).toContain('Entries: 1 removed, 2 kept without having run to the end.')
  expect(stdout).toContain(
    '\n  - test/users.js: 1 child process in the test "users", from src/app.js#spawnMailer (gone)\n',
  )
  expect(readFile(directory)).toEqual({ version: 1, leaks: [polls, serves] })
})

test('--check writes nothing and fails where the file is not up to date', async () => {
  const directory = createLeakyProject()
  const missing = await runBaseline(directory, '--check')
  expect(missing.code).toBe(1)
  expect(missing.stdout).toMatchInlineSnapshot(`
    "vitest-shutdown.baseline.json does not exist.

    3 leaks are new, and not in the baseline. Mend them, or let them in with \`vitest-shutdown baseline\`:
      + test/orders.js: 2 intervals in the test "orders > lists", at poll (src/app.js:3:7)
      + test/orders.js: 1 server in the test "orders > lists", at startServer (src/app.js:3:7)
      + test/users.js: 1 child process in the test "users", at spawnMailer (src/app.js:3:7)
    "
  `)
  expect(existsSync(join(directory, FILE))).toBe(false)

  await runBaseline(directory)
  expect(await runBaseline(directory, '--check')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`${FILE} is up to date: 4 leaks in 2 test files.\n`) as string,
  })

  writeFileSync(join(directory, 'test/users.js'), testFile(`test('users', () => {})`))
  const before = readFile(directory)
  const stale = await runBaseline(directory, '--check')
  expect(stale.code).toBe(1)
  expect(stale.stdout).toContain(
    `${FILE} is not up to date: run \`vitest-shutdown baseline\`, which takes out what is gone.\n`,
  )
  expect(stale.stdout).toContain('\n  - test/users.js: 1 child process in the test "users"')
  expect(readFile(directory)).toEqual(before)
})

test('failing tests are said to have been left out', async () => {
  const directory = createLeakyProject()
  await runBaseline(directory)
  writeFileSync(
    join(directory, 'test/users.js'),
    testFile(`test('users', () => { throw new Error('red') })`),
  )
  const { code, stdout, stderr } = await runBaseline(directory)
  expect(code).toBe(0)
  expect(stderr).toContain(
    'warning: Vitest ended with exit code 1. What failing tests did not reach was not recorded, their entries are kept as they are, and ignores are not judged.\n',
  )
  expect(stdout).toContain('1 kept without having run to the end')
  expect(readFile(directory)).toEqual({ version: 1, leaks: [polls, serves, mails] })
  expect((await runBaseline(directory, '--check')).code).toBe(1)
})

test('a suite without leaks needs no file', async () => {
  const directory = createLeakyProject({
    'test/orders.js': testFile(`test('clean', () => {})`),
    'test/users.js': testFile(`test('clean', () => {})`),
  })
  expect(await runBaseline(directory)).toEqual({
    code: 0,
    stdout: 'No test leaves anything open: no baseline is needed.\n',
    stderr: '',
  })
  expect(existsSync(join(directory, FILE))).toBe(false)
})

test('the file of configureGuard() is written, and --output goes before it', async () => {
  const configured = `globalThis.recorded = { baseline: import.meta.dirname + '/leaks.json' }\n`
  const directory = createLeakyProject({ 'setup.js': configured + SETUP })
  const { stdout } = await runBaseline(directory)
  expect(stdout).toContain('Wrote leaks.json: 4 leaks in 2 test files.')
  expect(stdout).not.toContain('configureGuard')
  await runBaseline(directory, '--output', 'other.json')
  expect(readFileSync(join(directory, 'other.json'), 'utf8')).toBe(
    readFileSync(join(directory, 'leaks.json'), 'utf8'),
  )
  expect(existsSync(join(directory, FILE))).toBe(false)
})

test('an ignore that matches in one file is used; one that matches in none is named', async () => {
  const uses = `globalThis.recorded = { ignores: [
    { ignore: "{ package: 'pg' } (reason: its pool)", isUsed: import.meta.env.VITEST_POOL_ID === '' },
    { ignore: "{ kind: 'worker' } (reason: piscina)", isUsed: expect.getState().testPath.endsWith('users.js') },
  ] }\n`
  const directory = createLeakyProject({
    'setup.js': `import { expect } from 'vitest'\n${uses}${SETUP}`,
  })
  expect((await runBaseline(directory)).stderr).toBe(
    `warning: an ignore of a setup file matched nothing in the whole run; remove it:
  { package: 'pg' } (reason: its pool)
`,
  )
  expect((await runBaseline(directory, '--', 'test/users.js')).stderr).toBe(
    'note: ignores of setup files are not judged: the arguments for Vitest may leave out tests.\n',
  )
})

test('tests without the guard are a usage error', async () => {
  const directory = createLeakyProject({
    'vitest.config.mjs': `export default { test: { include: ['test/**'] } }`,
    'test/orders.js': testFile(`test('one', () => {})`),
    'test/users.js': testFile(`test('two', () => {})`),
  })
  expect(await runBaseline(directory)).toEqual({
    code: 2,
    stdout: '',
    stderr: `vitest-shutdown: No test file was watched for leaks. Expected the guard in the Vitest config: \`test: { setupFiles: ['vitest-shutdown/setup'] }\`.\n`,
  })
})

test('a Vitest that does not start is a usage error after its own words', async () => {
  const directory = createLeakyProject({
    'vitest.config.mjs': `throw new Error('the config is broken')`,
  })
  const { code, stderr } = await runBaseline(directory)
  expect(code).toBe(2)
  expect(stderr).toContain('the config is broken')
  expect(stderr).toContain(
    `vitest-shutdown: No test file was watched for leaks, and Vitest ended with exit code 1; if it printed an error above, fix that first. Expected the guard in the Vitest config: \`test: { setupFiles: ['vitest-shutdown/setup'] }\`.\n`,
  )
})

test('a baseline that does not parse is said before the tests run', async () => {
  const directory = createLeakyProject({ [FILE]: '{ "version": 1 }' })
  expect(await runCommand(['baseline'], { directory })).toEqual({
    code: 2,
    stdout: '',
    stderr: `vitest-shutdown: The baseline ${FILE} is not valid: expected \`leaks\` to be an array, got undefined. Fix it, or delete the file and run \`npx vitest-shutdown baseline\`.\n`,
  })
})

test('the records of the run are removed, and Vitest ended, when the command is interrupted', async () => {
  const directory = createLeakyProject({
    'test/users.js': `import { writeFileSync } from 'node:fs'
      import { test } from 'vitest'
      test('never ends', async () => {
        const { VITEST_SHUTDOWN_BASELINE_RECORD: records } = process.env
        writeFileSync('started.json', JSON.stringify({ records, vitest: process.ppid }))
        await new Promise(() => {})
      }, 0)`,
  })
  const started = join(directory, 'started.json')
  const { code } = await runCommand(['baseline'], {
    directory,
    interruptWhen: () => existsSync(started),
  })
  expect(code).toBe(130)
  const { records, vitest } = JSON.parse(readFileSync(started, 'utf8')) as {
    records: string
    vitest: number
  }
  expect(records).toMatch(/vitest-shutdown-/)
  expect(existsSync(records)).toBe(false)
  await vi.waitFor(
    () => {
      expect(() => process.kill(vitest, 0)).toThrow('ESRCH')
    },
    { timeout: 10_000 },
  )
})
