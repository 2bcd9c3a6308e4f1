import { beforeAll, describe, expect, test } from 'vitest'
import { countLeft, SEEDS } from './guard-timers/random-timers.ts'
import { type GuardRun, runGuardProject } from './run-guard-project.ts'

/** The line of the first site in `random.case.ts`, and what a message claims of a site. */
const FIRST_LINE = 10
const CLAIM = /of (\d+) ms(?:, and (\d+) more)?[^]*?random\.case\.ts:(\d+):/g
const TIMED_OUT = 'Error: Test timed out in DURATION.'

describe.each(['forks', 'threads', 'vmThreads'])('in %s', (pool) => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-timers', { args: ['--pool', pool] })
  })

  test('the line is that of the very timer, however many others there were', () => {
    const ofPackage = [1, 5, 8, 12, 16, 24, 40].map(
      (count) => [`a timer of a package after ${count} of its own`, 'passed'] as const,
    )
    expect(run.verdicts['lines.case.ts']).toEqual({
      'polls a few times, then races against a limit': ['setTimeout(resolve, 1001)'],
      'polls slowly, then races against a limit': ['setTimeout(resolve, 1001)'],
      ...Object.fromEntries(ofPackage),
      'leaks the last of a thousand': ['setTimeout(idle, 1004)'],
      'leaks two of a thousand with one callback': [
        'setTimeout(idle, 1005))',
        'setTimeout(idle, 1006)',
      ],
    })
  })

  test.each(SEEDS)('of thousands of timers at random, exactly what stays is named: %i', (seed) => {
    const messages = run.findMessages('random.case.ts', `random timers with seed ${seed}`)
    const claims = messages.join('\n').matchAll(CLAIM)
    const found = [...claims].map(([, delay, others = 0, line]) => [
      Number(delay),
      Number(line),
      Number(others) + 1,
    ])
    // Each site has a line to itself, in the order of its delay.
    const expected = [...countLeft(seed)].map(([site, count]) => [
      90_100 + site,
      FIRST_LINE + site,
      count,
    ])
    expect(found.toSorted(([a = 0], [b = 0]) => a - b)).toEqual(expected)
    expect(expected.length).toBeGreaterThan(0)
  })

  test('the verdict does not hang on what is quicker, the timer or the guard', () => {
    const debounces = [5, 15, 25, 40, 60].map(
      (ageMs) =>
        [`leaves a debounce of 100 ms that is ${ageMs} ms old`, ['setTimeout(idle, 100)']] as const,
    )
    expect(run.verdicts['near-limit.case.ts']).toEqual({
      ...Object.fromEntries(debounces),
      'leaves one of 80 ms': 'passed',
      'clears one just in time': 'passed',
    })
  })

  test('a test that times out has both errors', () => {
    expect(run.verdicts['timed-out.case.ts']).toEqual({
      'in a promised sleep': [TIMED_OUT, 'sleep(1001)'],
      'in a sleep of its own': [TIMED_OUT, 'setTimeout(resolve, 1002))'],
      'beside an interval': [TIMED_OUT, 'setInterval(idle, 1003)'],
      'beside a server': [TIMED_OUT, "listen(0, '127.0.0.1')"],
      'beside nothing': [TIMED_OUT],
    })
  })

  test('what is under way after the last test is waited for, and judged', () => {
    expect(run.verdicts['under-way.case.ts']).toEqual({
      'asks for a file last of all, and does not wait for it': ["open('package.json', 'r')"],
    })
  })

  test('a timer that sets itself again for ever is a leak, though it keeps nothing alive', () => {
    expect(run.findMessages('loops.case.ts', 'starts a package that polls for ever')).toEqual([
      `LeakError: [LEAK] timeout of 101 ms was set after the test "starts a package that polls for ever" had ended, by work that it started
  set inside the package fake-poller, at poll (node_modules/fake-poller/index.js:4:3); no line of your own code is known
  Clue: it goes back to the timeout that was set at loops.case.ts:7:3.
  It does not keep the process alive, but it would fire during a later test.
  It has been cleared, so the next test starts clean.
  Hint: await that work in the test, or stop it before the test ends, and close the fake-poller object you created (finally: clearTimeout(timer)). To leave it open, ignore it: { package: 'fake-poller', reason: '…' }.`,
    ])
    expect(run.verdicts['loops.case.ts']?.['is there meanwhile']).toBe('passed')
  })

  test('one timer that keeps nothing alive, and that nothing waits for, only warns', () => {
    const suite = 'with classes of timers that may stay'
    expect(run.verdicts['harmless.case.ts']).toEqual({
      'leaves one timer that keeps nothing alive': 'passed',
      'leaves another, row 1': 'passed',
      'leaves another, row 2': 'passed',
      'leaves two': ['setTimeout(idle, 60_002).unref()'],
      'leaves one, and has it fail': ['setTimeout(idle, 60_003).unref()'],
      'leaves one that sets itself again': ['setTimeout(again, 30).unref()'],
      'leaves one that work waits for': ['sleep(60_004, undefined, { ref: false }).then(idle)'],
      'leaves an interval that keeps nothing alive': ['setInterval(idle, 60_005).unref()'],
      [`${suite} > leaves a limit that nobody clears`]: 'passed',
      [`${suite} > leaves a longer one`]: ['setTimeout(idle, 5001)'],
      [`${suite} > leaves what keeps nothing alive`]: 'passed',
    })
    const warning =
      'warning: [LEAK] timeout of 60001 ms is still pending after the test "leaves one timer that keeps nothing alive", and after 2 more tests of its file; set at remind (harmless.case.ts:7:3). A single one does no harm, so it fails no test; with configureGuard({ strict: true }) it does.\n'
    expect(run.output.split(warning)).toHaveLength(2)
  })
})

describe('the message of a timer', () => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-timers', { args: ['timed-out', 'near-limit'] })
  })

  test('in a promised sleep says what the test can call', () => {
    expect(run.findMessages('timed-out.case.ts', 'in a promised sleep').at(-1)).toBe(
      `LeakError: [LEAK] timeout of 1001 ms was pending when the test "in a promised sleep" timed out
  set at timed-out.case.ts:7:18
  It has been cleared, so the next test starts clean.
  Hint: fix the timeout first: cleanup at the end of the test never ran. afterEach and onTestFinished do run: there, call controller.abort(), after passing { signal: controller.signal } to the sleep.`,
    )
  })

  test('of many tests is summed up once, with the line that allows it', () => {
    const summary = `vitest-shutdown: 5 tests of this file leave timeouts pending that are set at the same place, near-limit.case.ts:7:3; the first is "leaves a debounce of 100 ms that is 5 ms old". To keep them open: configureGuard({ ignore: [{ kind: 'timeout', source: 'near-limit.case.ts:7', reason: '…' }] })\n`
    expect(run.output.split(summary)).toHaveLength(2)
  })

  test('that has fired while the guard waited says so', () => {
    const name = 'leaves a debounce of 100 ms that is 60 ms old'
    expect(run.findMessages('near-limit.case.ts', name)).toEqual([
      `LeakError: [LEAK] timeout of 100 ms is still pending after the test "${name}"
  set at near-limit.case.ts:7:3
  It has fired since, while the guard waited.
  Hint: in the test, afterEach or onTestFinished, call clearTimeout(timer). To keep it open, call keep(timer).`,
    ])
  })
})
