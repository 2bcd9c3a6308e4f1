import type { GuardRun } from './run-guard-project.ts'

/** From Node 24 on, a promise carries whose work its continuation is. */
const promisesTell = Number(process.versions.node.split('.')[0]) >= 24

/** What the guard has to say of `guard-verdicts`, however the tests are run. */
export const EXPECTED_VERDICTS: GuardRun['verdicts'] = {
  'blame.case.ts': {
    'leaks after awaits': ['setInterval(idle, 1001)'],
    'leaks in a helper': ["start-server.ts: listen(0, '127.0.0.1')"],
    'leaks in a dependency': ['startTicker()'],
    'stops a dependency': 'passed',
    'row 1': 'passed',
    'row 2': ['setInterval(idle, 1002)'],
    'row 3': 'passed',
    'with hooks > before is clean': 'passed',
    'with hooks > leaks in beforeEach': ['setInterval(idle, 1003)'],
    'with hooks > between is clean': 'passed',
    'with hooks > leaks in afterEach': ['setInterval(idle, 1004)'],
    'with hooks > after is clean': 'passed',
    'leaks in the first of two attempts': [
      'AssertionError: expected "the first attempt fails" not to be reached',
      'setInterval(idle, 1005)',
    ],
    'is clean in all of two attempts': 'passed',
    'leaks in the second of three repetitions': ['setInterval(idle, 1007)'],
  },
  'concurrent.case.ts': {
    'siblings > leaks a timer after awaits': ['setInterval(idle, 1001)'],
    'siblings > is clean after awaits': 'passed',
    'siblings > leaks a server': ['listen(0)'],
    'siblings > row a': 'passed',
    'siblings > row b': ['setInterval(idle, 1003)'],
    'siblings > leaks from a callback': ['setInterval(idle, 1004), 1)'],
    'is clean after the siblings': 'passed',
  },
  'suite-hooks.case.ts': {
    '(file)': [
      'setInterval(idle, 1001)',
      'setInterval(idle, 1003)',
      'setInterval(idle, 1006)',
      'setInterval(idle, 1007)',
    ],
    'uses what the hook opened': 'passed',
    'opens lazily what the hook closes': 'passed',
    'uses what was opened lazily': 'passed',
    'opens what no hook closes': ['setInterval(idle, 1005)'],
    'inner > is clean': 'passed',
  },
  'on-import.case.ts': {
    '(file)': ['opens-on-import.ts: setInterval(idle, 1001)'],
    'is clean': 'passed',
  },
  'late.case.ts': {
    'leaks after it has ended': ['setInterval(idle, 1001)'],
    'is there when that happens': 'passed',
  },
  'late-promise.case.ts': {
    'leaks after it has ended': promisesTell ? ['setInterval(idle, 1001))'] : 'passed',
    'is there when that happens': promisesTell ? 'passed' : ['setInterval(idle, 1001))'],
  },
  'outcomes.case.ts': {
    'leaks, and is meant to fail, but passes': [
      'Error: Expect test to fail',
      'setInterval(idle, 1001)',
    ],
    'leaks, and fails as it is meant to': ['setInterval(idle, 1002)'],
    'is clean, and fails as it is meant to': 'passed',
    'leaks, and times out': [
      'Error: Test timed out in DURATION.',
      'setInterval(idle, 1003)',
      'sleep(10_000)',
    ],
    'leaks, and fails': [
      'AssertionError: expected 1 to be 2 // Object.is equality',
      'setInterval(idle, 1004)',
    ],
    'is clean, and fails': ['AssertionError: expected 3 to be 4 // Object.is equality'],
    'is clean at the end': 'passed',
  },
  'skip.case.ts': {
    '(file)': ['setInterval(idle, 1001)'],
    'leaks, and then skips itself': 'skipped',
    'is clean': 'passed',
  },
  'cleanups.case.ts': {
    'clean > closed in afterEach': 'passed',
    'clean > closed in onTestFinished': 'passed',
    'clean > closed in onTestFinished of the context': 'passed',
    'clean > closed in onTestFailed, and fails': [
      'AssertionError: expected 1 to be 2 // Object.is equality',
    ],
    'clean > closed as it ends, and not waited for': 'passed',
    'clean > closed by its fixture': 'passed',
    'leaks in an aroundEach from before the guard': [
      'around-before.setup.ts: setInterval(idle, 1102)',
    ],
    'leaks in an aroundEach from after the guard': [
      'around-after.setup.ts: setInterval(idle, 1102)',
    ],
    'leaks in onTestFinished': ['setInterval(idle, 1003))'],
    'leaks a server beside a fixture': ["start-server.ts: listen(0, '127.0.0.1')"],
  },
  'waiting.case.ts': {
    'is clean, with things opened and closed': 'passed',
    'comes after a clean test that was not waited for': 'passed',
    'is clean, but is still closing': 'passed',
    'comes after a suspect test that was waited for': 'passed',
  },
  'fake-timers.case.ts': {
    'leaves fake timers installed, and timers pending in them': 'passed',
    'closes a server under them, and does not wait': 'passed',
    'leaks a server under them': ['listen(0)'],
    'leaks a real interval under them': ['realSetInterval(idle, 1003)'],
    'puts real timers back': 'passed',
  },
  'closing.case.ts': {
    'leaks a server': ["listen(0, '127.0.0.1')"],
    'can listen on its port': 'passed',
    'leaks a child process': [
      "spawn(process.execPath, ['-e', IGNORES_SIGTERM], { stdio: 'ignore' })",
    ],
    'finds that child gone': 'passed',
    'leaks a worker': ["new Worker('setInterval(() => {}, 1000)', { eval: true })"],
    'finds that worker ended': 'passed',
    'leaks a descriptor': ["openSync('package.json', 'r')"],
    'finds that descriptor closed': 'passed',
    'leaks listeners': ['on(event, idle)'],
    'finds those listeners removed': 'passed',
    'leaks an interval': ['setInterval(() => (ticks += 1), 1)'],
    'sees that interval tick no more': 'passed',
  },
  'furniture.case.ts': {
    'expect.poll': 'passed',
    'vi.waitFor': 'passed',
    'dynamic import': 'passed',
    'console output': 'passed',
    'a server that is kept': 'passed',
    'fetch() and the connection that it keeps': 'passed',
    'the end of that server': 'passed',
    'AbortSignal.timeout': 'passed',
    'a long time limit': 'passed',
  },
}
