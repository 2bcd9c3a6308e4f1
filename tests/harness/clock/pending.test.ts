import { setInterval as every, setTimeout as sleep, scheduler } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Clock, createClock } from '../../../harness/clock/create-clock.ts'

let clock: Clock

beforeEach(() => {
  clock = createClock()
})

afterEach(() => {
  clock[Symbol.dispose]()
})

test('pending lists every kind of timer, ref-ed or not, the next one first', async () => {
  setInterval(() => {}, 50).unref()
  void every(45).next()
  setTimeout(() => {}, 40)
  void sleep(30)
  void scheduler.wait(20)
  AbortSignal.timeout(10)
  await clock.advance(5)
  setImmediate(() => {}).unref()
  expect(
    clock
      .pending()
      .map(({ kind, api, dueInMs, delayMs, hasRef }) => [kind, api, dueInMs, delayMs, hasRef]),
  ).toEqual([
    ['immediate', 'setImmediate', 0, 0, false],
    ['timeout', 'AbortSignal.timeout', 5, 10, false],
    ['timeout', 'scheduler.wait', 15, 20, true],
    ['timeout', 'timers/promises setTimeout', 25, 30, true],
    ['timeout', 'setTimeout', 35, 40, true],
    ['interval', 'timers/promises setInterval', 40, 45, true],
    ['interval', 'setInterval', 45, 50, false],
  ])
})

test('a pending timer names the line of the user that made it', () => {
  function startHeartbeat(): void {
    setInterval(() => {}, 1000)
  }
  startHeartbeat()
  void sleep(2000)
  const [interval, timeout] = clock.pending()
  expect(interval?.createdAt).toMatch(
    /^startHeartbeat \(tests\/harness\/clock\/pending\.test\.ts:41:\d+\)$/,
  )
  expect(interval?.stack).toContain('startHeartbeat')
  expect(timeout?.createdAt).toMatch(/^tests\/harness\/clock\/pending\.test\.ts:44:\d+$/)
})

test('the limit of stack traces is the user’s', () => {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 3
  setTimeout(() => {}, 1)
  expect(Error.stackTraceLimit).toBe(3)
  Error.stackTraceLimit = 0
  setTimeout(() => {}, 1)
  expect(Error.stackTraceLimit).toBe(0)
  Error.stackTraceLimit = limit
  expect(clock.pending().every(({ createdAt }) => createdAt?.includes('pending.test.ts'))).toBe(
    true,
  )
})

test('traceTimers: false leaves the places out', () => {
  clock.restore()
  clock = createClock({ traceTimers: false })
  setTimeout(() => {}, 1)
  expect(clock.pending()).toEqual([
    { kind: 'timeout', api: 'setTimeout', dueInMs: 1, delayMs: 1, hasRef: true },
  ])
})
