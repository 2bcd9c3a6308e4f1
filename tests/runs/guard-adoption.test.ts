import { beforeAll, describe, expect, test } from 'vitest'
import { type GuardRun, runGuardProject } from './run-guard-project.ts'

describe('configureGuard()', () => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-adoption')
  })

  test.each(['before', 'after'])(
    'reaches every test from a setup file that is listed %s the guard',
    (place) => {
      expect(run.verdicts[`${place}.case.ts`]).toEqual({
        'leaks an interval, which may stay': 'passed',
        'leaks a timeout, which may not': ['setTimeout(idle, 10_001)'],
      })
    },
  )

  test('reaches one file, which is then off for good', () => {
    expect(run.verdicts['off-file.case.ts']).toEqual({
      'leaks in a file that is not watched': 'passed',
      'asks to be watched': [
        "Error: configureGuard({ mode: 'fail' }) in a test comes too late: the file is not watched, since its mode is 'off'. Give the file mode 'warn', or set 'off' in the other tests instead.",
      ],
    })
  })

  test('reaches one test, after an await and beside others too', () => {
    expect(run.verdicts['off-test.case.ts']).toEqual({
      'leaks in a test that is not watched': 'passed',
      'leaks after that': ['setInterval(idle, 1002)'],
      'is not watched after an await': 'passed',
      'is not watched beside another': 'passed',
      'leaks beside one that is not watched': ['setInterval(idle, 1005)'],
    })
  })

  test('ignores by kind, package and source, and nothing else', () => {
    expect(run.verdicts['ignore.case.ts']).toEqual({
      'by kind > what matches may stay': 'passed',
      'by kind > what does not match may not': ['setTimeout(idle, 10_001)'],
      'by package > what matches may stay': 'passed',
      'by package > what does not match may not': ['setInterval(idle, 1002)'],
      'by source > what matches may stay': 'passed',
      'by source > what matches a line may stay': 'passed',
      'by source > what matches another line may not': ['known-leak.ts: listen(0)'],
      'by source > what matches an expression may stay': 'passed',
      'by kind and package, of which one does not match': ['startTicker()'],
      'ignores of the test before do not reach': ['setInterval(idle, 1003)'],
    })
  })

  test('warns of ignores that match nothing in their test or their file, and of no others', () => {
    const { verdicts, output } = run
    expect(verdicts['unused.case.ts']).toEqual({
      'ignores what there is not': 'passed',
      'ignores what there is': 'passed',
    })
    const warnings = output.split('\n').filter((line) => line.includes('matched nothing in'))
    const unused = warnings.filter((line) => line.includes('there'))
    expect(unused.toSorted()).toEqual([
      "vitest-shutdown: the ignore { kind: 'worker' } (reason: there was one) matched nothing in this file: remove it.",
      'vitest-shutdown: the ignore { package: \'pg\', source: /db/ } (reason: there was a pool) matched nothing in the test "ignores what there is not": remove it.',
    ])
  })

  test('does not warn of an ignore of a file of which a test was skipped', () => {
    expect(run.verdicts['unused-filtered.case.ts']).toHaveProperty('has a worker', 'skipped')
    expect(run.output).not.toContain('the test that has it is skipped')
  })

  test('lets handles wait for afterAll, or not, as `lazy` says', () => {
    expect(run.verdicts['lazy-allow.case.ts']).toEqual({
      'opens what afterAll closes': 'passed',
      'opens what nobody closes': ['setInterval(idle, 1002)'],
    })
    expect(run.verdicts['lazy-fail.case.ts']).toEqual({
      'opens what afterAll closes': ['setInterval(idle, 1001)'],
      'opens what nobody closes': ['setInterval(idle, 1002)'],
    })
  })

  test('keep() lets handles of every kind stay open, and only those', () => {
    const { 'keep.case.ts': kept = {} } = run.verdicts
    const failed = Object.entries(kept).filter(([, verdict]) => verdict !== 'passed')
    expect(Object.fromEntries(failed)).toEqual({
      'not the interval beside the one that is kept': ['setInterval(idle, 1004)'],
      'not the descriptor beside the one that is kept': ["openSync('package.json', 'r')"],
    })
    expect(Object.keys(kept)).toHaveLength(18)
  })
})

test('`warn` prints what would fail, and all passes', async () => {
  const run = await runGuardProject('guard-warn')
  expect(run.exitCode).toBe(0)
  expect(run.verdicts).toEqual({
    'warn.case.ts': { leaks: 'passed', 'leaks, and has replaced the console': 'passed' },
  })
  const hint = 'call clearInterval(timer). To keep it open, call keep(timer).'
  for (const [name, delayMs, place] of [
    ['leaks', 1002, '7:3'],
    ['leaks, and has replaced the console', 1003, '12:3'],
  ]) {
    expect(run.output).toContain(
      `stderr | warn.case.ts > ${name}
warning: [LEAK] interval of ${delayMs} ms is still running after the test "${name}"
  set at warn.case.ts:${place}
  Hint: in the test, afterEach or onTestFinished, ${hint}
`,
    )
  }
  expect(run.output).toContain(
    `stderr | warn.case.ts
warning: [LEAK] interval of 1001 ms is still running at the end of warn.case.ts; set when that file was imported
  set at warn.case.ts:4:1
  Hint: open it where it is used, not on import; or, in afterAll, ${hint}
`,
  )
})

describe('a baseline', () => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-baseline')
  })

  test('lets known leaks pass, and fails what is new or more', () => {
    expect(run.exitCode).toBe(1)
    expect(run.verdicts['known.case.ts']).toEqual({
      'leaks what is known': 'passed',
      'leaks more than is known': ['listen(0)'],
      'leaks something new': ['setInterval(idle, 1002)'],
    })
  })

  test('fails the file in which a listed leak is gone, but not for a test that was skipped', () => {
    expect(run.verdicts['fixed.case.ts']).toMatchObject({
      'leaks no more': 'passed',
      'is skipped': 'skipped',
    })
    expect(run.findMessages('fixed.case.ts')).toEqual([
      `BaselineError: [LEAK] the baseline lists a leak that is gone
  1 interval in the test "leaks no more", from fixed.case.ts
  Remove the entry from known-leaks.json, so that the leak cannot come back unseen.
  Hint: run \`npx vitest-shutdown baseline\`. If the leak comes and goes, replace its entry by an \`ignore\` with the reason.`,
    ])
  })
})
