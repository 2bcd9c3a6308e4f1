import { AsyncLocalStorage } from 'node:async_hooks'
import { beforeAll, describe, expect, test } from 'vitest'
import { isKeptByHooks } from '../../harness/platform/async-context.ts'
import { type GuardRun, runGuardProject } from './run-guard-project.ts'

let run: GuardRun
beforeAll(async () => {
  run = await runGuardProject('guard-clues')
})

function isPending(name: string, delayMs: number, place: string, clue: string): string {
  const owner = /node_modules\/([^/]+)/.exec(place)?.[1]
  return `LeakError: [LEAK] timeout of ${delayMs} ms is still pending after the test "${name}"
  set inside the package ${owner}, at ${place}; no line of your own code is known
${clue}  It has been cleared, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, close the ${owner} object you created (finally: clearTimeout(timer)). To leave it open, ignore it: { package: '${owner}', reason: '…' }.`
}

describe('a leak without a line of the user goes back to one', () => {
  test.each([
    {
      name: 'a client that connects again',
      delayMs: 60_101,
      place: 'node_modules/fake-client/index.js:11:7',
      clue: '  Clue: it goes back to the socket that was opened at known.case.ts:18:5.\n',
    },
    {
      name: 'a limiter with a chain of timers',
      delayMs: 60_102,
      place: '#next (node_modules/fake-limiter/index.js:14:5)',
      clue: '  Clue: it goes back to the timeout that was set at known.case.ts:25:51.\n',
    },
    {
      name: 'a watcher that waits for quiet',
      delayMs: 60_103,
      place: 'node_modules/fake-watcher/index.js:6:5',
      clue: '  Clue: it goes back to the watcher that was opened at known.case.ts:34:5.\n',
    },
    {
      name: 'a queue that goes on when a promise has settled',
      delayMs: 60_104,
      place: 'work (node_modules/fake-queue/index.js:7:13)',
      // Where Node carries a context at a price, the guard does not pay it.
      clue: isKeptByHooks(new AsyncLocalStorage())
        ? ''
        : '  Clue: it goes back to the timeout that was set at known.case.ts:50:11.\n',
    },
  ])('$name', ({ name, delayMs, place, clue }) => {
    expect(run.findMessages('known.case.ts', name)).toEqual([isPending(name, delayMs, place, clue)])
  })

  test('a server that beats for each connection', () => {
    const name = 'a server that beats for each connection'
    expect(run.findMessages('known.case.ts', name)).toEqual([
      `LeakError: [LEAK] interval of 60105 ms is still running after the test "${name}"
  set inside the package fake-hub, at node_modules/fake-hub/index.js:6:5; no line of your own code is known
  Clue: it goes back to the server that was opened at known.case.ts:41:5.
  It has been cleared, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, close the fake-hub object you created (finally: clearInterval(timer)). To leave it open, ignore it: { package: 'fake-hub', reason: '…' }.`,
    ])
  })
})

describe('no clue is given where none is known', () => {
  test('of several that go back to different lines', () => {
    const name = 'two limiters that began on different lines'
    expect(run.findMessages('known.case.ts', name)).toEqual([
      `LeakError: [LEAK] timeout of 60102 ms, and 1 more like it, are still pending after the test "${name}"
  set inside the package fake-limiter, at #next (node_modules/fake-limiter/index.js:14:5); no line of your own code is known
  They have been cleared, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, close the fake-limiter object you created (finally: clearTimeout(timer)). To leave it open, ignore it: { package: 'fake-limiter', reason: '…' }.`,
    ])
  })

  test.each([
    ['a loop of awaits', 60_106, 'node_modules/fake-loop/index.js:1:48'],
    ['a job of its own', 60_107, 'node_modules/fake-loop/index.js:17:37'],
    [
      'a job of its own, after another timer of the package has fired',
      60_108,
      'node_modules/fake-loop/index.js:17:37',
    ],
    [
      'a job of its own, after a timer of the test has fired',
      60_109,
      'node_modules/fake-loop/index.js:17:37',
    ],
  ])('%s', (name, delayMs, place) => {
    expect(run.findMessages('unknown.case.ts', name)).toEqual([isPending(name, delayMs, place, '')])
  })
})
