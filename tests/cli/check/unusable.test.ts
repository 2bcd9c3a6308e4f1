import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../../harness/model/report.ts'
import { type CommandResult, MODULES, runCommand } from '../run-command.ts'

const REMEDY =
  'Write `export default { name, ownership, intervalMs, create }`, or an array of such subjects.'

/** What cannot be checked, by module: the message, and the frame where there is one. */
const CASES: Readonly<Record<string, readonly [message: string, frame?: string]>> = {
  'nowhere.ts': [`Module \`nowhere.ts\` was not found from ${MODULES}.`],
  heartbeat: [`Module \`heartbeat\` was not found from ${MODULES}. Did you mean \`heartbeat.ts\`?`],
  'hartbeat.js': [
    `Module \`hartbeat.js\` was not found from ${MODULES}. Did you mean \`heartbeat.ts\`?`,
  ],
  '../modules': [
    'Expected `../modules` to be a module, got a directory. Name the file, such as `../modules/index.ts`.',
  ],
  'throws-at-import.ts': [
    'The module could not be loaded: RangeError: no options to connect with',
    'connect (throws-at-import.ts:6:36)',
  ],
  'named-exports.ts': [
    `Expected a default export, got the named exports \`other\`, \`subject\`. ${REMEDY}`,
  ],
  'is-a-test.ts': ['`is-a-test.ts` is a test file: name the module with the subject'],
  'no-exports.ts': [`Expected a default export, got a module without exports. ${REMEDY}`],
  'empty-array.ts': [
    `Expected the default export to hold a subject, got an empty array. ${REMEDY}`,
  ],
  'number.ts': [
    'Expected a subject, an object with `name`, `ownership`, `intervalMs` and `create`, got 5 (number)',
  ],
  'misspelt-key.ts': [
    'Unknown key `shutdwon` in subject Ticker; did you mean `shutdown`? Known are name, ownership, intervalMs, clock, network, create, start, trigger, submit, restart, shutdown, drop, clone, shutdownWithin, shutdownWith, profile, capabilities, waive',
  ],
  'interval-zero.ts': [
    'Expected `intervalMs` of subject Ticker to be a finite number of milliseconds > 0, got 0 (number)',
  ],
  'interval-nan.ts': [
    'Expected `intervalMs` of subject Ticker to be a finite number of milliseconds > 0, got NaN (number)',
  ],
  'interval-negative.ts': [
    'Expected `intervalMs` of subject Ticker to be a finite number of milliseconds > 0, got -5 (number)',
  ],
  'common-js.cjs': [
    "Expected `intervalMs` of subject Old to be a finite number of milliseconds > 0, got '1000' (string)",
  ],
  'throwing-getter.ts': [
    'The check could not be carried out: Error: not today',
    'Object.get name [as name] (throwing-getter.ts:3:11)',
  ],
  'shared-without-clone.ts': ['Ticker is `shared`, and its manager has no clone() method'],
  'create-throws.ts': [
    'create() threw Error: no database to connect to',
    'Object.create (create-throws.ts:6:11)',
  ],
  'throws-strings.ts': ['create() threw "a string"'],
  'create-returns-undefined.ts': ['create() returned undefined instead of a manager'],
  'create-never-settles.ts': [
    'create() returned a promise that never settled. It waits for new Promise(), made at create (create-never-settles.ts:5:17)',
    'create (create-never-settles.ts:5:17)',
  ],
  'without-shutdown.ts': ['the manager of Ticker has no shutdown() method'],
  'exits.ts': ['Quitter called process.exit(0)', 'Object.shutdown (exits.ts:10:29)'],
}

describe('what cannot be checked is one entry with the reason, in one call of many modules', () => {
  let result: CommandResult
  let reports: Report[]
  beforeAll(async () => {
    result = await runCommand(['check', ...Object.keys(CASES), 'heartbeat.ts', '--json', '-'])
    reports = JSON.parse(result.stdout) as Report[]
  })

  test.for(Object.entries(CASES))('%s', ([module, [message, frame]]) => {
    const report = reports.find((candidate) => candidate.module === module)
    const [kit, ...others] = report?.rules ?? []
    expect(report?.verdict).toBe('unusable')
    expect(kit).toMatchObject({ id: 'KIT-00', level: 'MUST', status: 'fail' })
    expect([kit?.message, kit?.frame]).toEqual([message, frame])
    expect(others.filter(({ status }) => status !== 'not-run')).toEqual([])
  })

  test('the module that can be checked is', () => {
    expect(reports.at(-1)).toMatchObject({ module: 'heartbeat.ts', verdict: 'conforms' })
  })

  test('the exit code is 2', () => {
    expect(result.code).toBe(2)
  })

  test('a module without a subject is named by its path', () => {
    const report = reports.find(({ module }) => module === 'throws-at-import.ts')
    expect(report?.subject).toBe('throws-at-import.ts')
  })

  test('no frame of the command itself is shown', () => {
    expect(result.stderr).not.toMatch(/dist[/\\]|node_modules|node:internal|\.vitest-shutdown\.js/)
  })
})

test('a module that throws is shown with its message and the frame of the user', async () => {
  expect(await runCommand(['check', 'throws-at-import.ts'])).toEqual({
    code: 2,
    stdout: `throws-at-import.ts: unusable: it could not be checked

  The module could not be loaded: RangeError: no options to connect with
  at connect (throws-at-import.ts:6:36)
`,
    stderr: '',
  })
})
