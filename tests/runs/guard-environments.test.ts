import { beforeAll, describe, expect, test } from 'vitest'
import { type GuardRun, runGuardProject } from './run-guard-project.ts'

const BROWSER = {
  'is clean': 'passed',
  'leaks an interval': ['setInterval(idle, 1001)'],
  'leaks a timeout': ['setTimeout(idle, 1002)'],
  'is clean after that': 'passed',
}

/** What the guard says, whatever is made of the global object: the same as without that. */
const EXPECTED: GuardRun['verdicts'] = {
  'happy-dom.case.ts': BROWSER,
  'jsdom.case.ts': BROWSER,
  'hostile.case.ts': { 'is clean': 'passed', 'leaks an interval': ['setInterval(idle, 1001)'] },
  'polyfilled.case.ts': {
    'is clean': 'passed',
    'leaks a timeout': ['native(callback, delayMs)'],
  },
  'stubbed.case.ts': {
    'stubs what the guard observes': 'passed',
    'leaks a server under stubs': ["listen(0, '127.0.0.1')"],
    'leaks an interval after them': ['setInterval(idle, 1001)'],
  },
  'zone.case.ts': {
    'is clean': 'passed',
    'leaks a timeout': ['setTimeout(idle, 1001)'],
    'leaks an interval after awaits': ['setInterval(idle, 1002)'],
    'leaks a server': ["listen(0, '127.0.0.1', resolve)"],
  },
}

describe.each(['forks', 'threads', 'vmThreads', 'vmForks'])('in %s', (pool) => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-environments', {
      args: ['--pool', pool],
      packages: ['zone.js'],
    })
  })

  test('no environment fails a file, and each leak has its test and its line', () => {
    expect(run.verdicts).toEqual(EXPECTED)
    expect(run.unhandled).toEqual([])
  })

  test.each(['happy-dom', 'jsdom'])('the timers of %s are those of who calls them', (name) => {
    expect(run.findMessages(`${name}.case.ts`, 'leaks a timeout')).toEqual([
      `LeakError: [LEAK] timeout of 1002 ms is still pending after the test "leaks a timeout"
  set at ${name}.case.ts:20:3
  It has been cleared, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, call clearTimeout(timer). To keep it open, call keep(timer).`,
    ])
  })
})
