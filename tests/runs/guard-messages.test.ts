import { beforeAll, describe, expect, test } from 'vitest'
import { type GuardRun, runGuardProject } from './run-guard-project.ts'

let run: GuardRun
beforeAll(async () => {
  const files = ['blame', 'suite-hooks', 'on-import', 'late.', 'outcomes', 'skip', 'closing']
  run = await runGuardProject('guard-verdicts', { args: files })
})

/** The first of the messages of a test, or of the file, that has all of a leak. */
function findLeak(file: string, test?: string, part = '[LEAK]'): string | undefined {
  return run.findMessages(file, test).find((message) => message.includes(part))
}

describe('the message of a leak says', () => {
  test('what package it was opened in', () => {
    expect(findLeak('blame.case.ts', 'leaks in a dependency')).toBe(
      `LeakError: [LEAK] interval of 1000 ms is still running after the test "leaks in a dependency"
  set at blame.case.ts:19:3
  inside the package ticker, at startTicker (node_modules/ticker/index.js:5:17)
  It has been cleared, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, close the ticker object you created (finally: clearInterval(timer)). To leave it open, ignore it: { package: 'ticker', reason: '…' }.`,
    )
  })

  test('in which attempt it was', () => {
    expect(findLeak('blame.case.ts', 'leaks in the first of two attempts')).toBe(
      `LeakError: [LEAK] interval of 1005 ms is still running after the test "leaks in the first of two attempts"
  set at blame.case.ts:53:3
  in attempt 1 of 2
  It has been cleared, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, call clearInterval(timer). To keep it open, call keep(timer).`,
    )
    expect(findLeak('blame.case.ts', 'leaks in the second of three repetitions')).toContain(
      '\n  in attempt 2 of 3\n',
    )
  })

  test('that the work outlived its test', () => {
    expect(findLeak('late.case.ts', 'leaks after it has ended')).toBe(
      `LeakError: [LEAK] interval of 1001 ms was set after the test "leaks after it has ended" had ended, by work that it started
  set at late.case.ts:13:7
  It has been cleared, so the next test starts clean.
  Hint: await that work in the test, or stop it before the test ends, and call clearInterval(timer). To keep it open, call keep(timer).`,
    )
  })

  test('that the test timed out', () => {
    expect(findLeak('outcomes.case.ts', 'leaks, and times out')).toBe(
      `LeakError: [LEAK] interval of 1003 ms was running when the test "leaks, and times out" timed out
  set at outcomes.case.ts:19:3
  It has been cleared, so the next test starts clean.
  Hint: fix the timeout first: cleanup at the end of the test never ran. afterEach and onTestFinished do run: there, call clearInterval(timer).`,
    )
  })

  test('which test skipped itself, though the file fails', () => {
    expect(run.findMessages('skip.case.ts')).toEqual([
      `LeakError: [LEAK] interval of 1001 ms is still running after the test "leaks, and then skips itself"
  set at skip.case.ts:5:3
  It has been cleared, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, call clearInterval(timer). To keep it open, call keep(timer).`,
    ])
  })

  test('that a module was imported', () => {
    expect(run.findMessages('on-import.case.ts')).toEqual([
      `LeakError: [LEAK] interval of 1001 ms is still running at the end of on-import.case.ts; set when that file was imported
  set at opens-on-import.ts:3:1
    from on-import.case.ts:2:1
  It has been cleared.
  Hint: open it where it is used, not on import; or, in afterAll, call clearInterval(timer). To keep it open, call keep(timer).`,
    ])
  })

  test('that no afterAll closed it', () => {
    expect(findLeak('suite-hooks.case.ts', 'opens what no hook closes')).toBe(
      `LeakError: [LEAK] interval of 1005 ms is still running after the test "opens what no hook closes" and after every afterAll of its file
  set at suite-hooks.case.ts:29:3
  It has been cleared.
  Hint: in the test, afterEach or afterAll, call clearInterval(timer). To keep it open, call keep(timer).`,
    )
  })

  test.each([
    [1001, 'suite-hooks.case.ts', 'beforeAll', 8],
    [1003, 'suite-hooks.case.ts', 'afterAll', 15],
    [1006, 'the suite "inner"', 'beforeAll', 34],
    [1007, 'the suite "inner"', 'aroundAll', 37],
  ])('which hook of a suite it was: interval of %d ms', (delayMs, place, hook, line) => {
    expect(findLeak('suite-hooks.case.ts', undefined, ` ${delayMs} ms`)?.split('\n')).toEqual([
      `LeakError: [LEAK] interval of ${delayMs} ms is still running at the end of ${place}; set in its ${hook}`,
      expect.stringMatching(`^  set at suite-hooks\\.case\\.ts:${line}:\\d$`),
      '  It has been cleared.',
      '  Hint: in afterAll, call clearInterval(timer). To keep it open, call keep(timer).',
    ])
  })

  test('which process it is, and that it was killed', () => {
    expect(findLeak('closing.case.ts', 'leaks a child process')?.split('\n')).toEqual(
      expect.arrayContaining([
        'LeakError: [LEAK] child process node (pid PID) is still running after the test "leaks a child process"',
        '  started at closing.case.ts:32:17',
        '  It has been killed, so the next test starts clean.',
        '  Hint: in the test, afterEach or onTestFinished, call child.kill() and wait for its exit event. To keep it open, call keep(child).',
      ]),
    )
  })
})
