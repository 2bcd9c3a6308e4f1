import { Session } from 'node:inspector'
import { runInThisContext } from 'node:vm'
import { afterEach, expect, test, vi } from 'vitest'
import { findScopedHandles } from '../../../harness/handles/find-scoped-handles.ts'
import { ScopedRecord } from '../../../harness/handles/scoped-record.ts'
import { HandleScope, type HandleEntry } from '../../../harness/handles/handle-scope.ts'
import { timeoutType } from '../../../harness/handles/kinds/timer-types.ts'
import { UnsitedTimers } from '../../../harness/handles/unsited-timers.ts'
import { captureSite } from '../../../harness/stack/call-sites.ts'
import { lineOf } from './line-of.ts'

const FILE = import.meta.filename

let timer: NodeJS.Timeout | undefined

afterEach(() => {
  clearTimeout(timer)
  vi.restoreAllMocks()
})

function makeNative(): () => void {
  let native = (): void => {}
  void new Promise<void>((resolve) => (native = resolve))
  return native
}

/** As a timer whose callback is a promise's, and whose stack is taken, would be noted. */
function sleep(scope: HandleScope): void {
  scope.rememberCallback(makeNative(), captureSite()) // <- sleep
}

function findLines(scope: HandleScope, callback: unknown): number[] {
  return new UnsitedTimers(scope).findFrames(callback).map(({ line }) => line)
}

test('a timer is where its callback is written when its stack was not taken', () => {
  const scope = new HandleScope(undefined)
  const callback = (): void => {} // <- callback
  sleep(scope)
  expect(new UnsitedTimers(scope).findFrames(callback)).toEqual([
    { path: FILE, line: lineOf(FILE, 'callback'), column: expect.any(Number) },
  ])
})

test('the engine is asked a few times when thousands of timers are of one place', () => {
  const connected = vi.spyOn(Session.prototype, 'connect')
  const timers = new UnsitedTimers(new HandleScope(undefined))
  const lines = new Set<number | undefined>()
  for (let index = 0; index < 1000; index++) {
    const callback = (): number => index // <- loop
    lines.add(timers.findFrames(callback)[0]?.line)
  }
  expect([...lines]).toEqual([lineOf(FILE, 'loop')])
  expect(connected).toHaveBeenCalledTimes(4)
})

test('timers whose callbacks read the same are told apart when they take turns', () => {
  const timers = new UnsitedTimers(new HandleScope(undefined))
  for (let index = 0; index < 20; index++) {
    const one = (): void => {} // <- one
    const other = (): void => {} // <- other
    expect(timers.findFrames(one)[0]?.line).toBe(lineOf(FILE, 'one'))
    expect(timers.findFrames(other)[0]?.line).toBe(lineOf(FILE, 'other'))
  }
})

test('timers with bound callbacks are each where the target is', () => {
  const timers = new UnsitedTimers(new HandleScope(undefined))
  const first = (): void => {} // <- first
  const second = (): void => {} // <- second
  for (let index = 0; index < 10; index++) timers.findFrames(first.bind(undefined))
  expect(timers.findFrames(first.bind(undefined))[0]?.line).toBe(lineOf(FILE, 'first'))
  expect(timers.findFrames(second.bind(undefined))[0]?.line).toBe(lineOf(FILE, 'second'))
})

test('a timer with a native callback is where all others with such a callback are', () => {
  const scope = new HandleScope(undefined)
  sleep(scope)
  sleep(scope)
  scope.rememberCallback(() => {}, captureSite())
  expect(new UnsitedTimers(scope).findFrames(makeNative())).toEqual([
    { functionName: 'sleep', path: FILE, line: lineOf(FILE, 'sleep'), column: expect.any(Number) },
  ])
})

test('who called the helper is not said when all timers with a native callback are one', () => {
  const scope = new HandleScope(undefined)
  sleep(scope)
  expect(findLines(scope, makeNative())).toEqual([lineOf(FILE, 'sleep')])
})

test("the user's line is said as well when the helper is of a package", () => {
  const scope = new HandleScope(undefined)
  const filename = '/app/node_modules/pause/index.js'
  const pause: (capture: () => Error) => Error = runInThisContext('(capture) => capture()', {
    filename,
  })
  const callPause = (): Error => pause(captureSite) // <- pause
  scope.rememberCallback(makeNative(), callPause())
  expect(new UnsitedTimers(scope).findFrames(makeNative())).toEqual([
    { path: filename, line: 1, column: 14, package: 'pause' },
    {
      functionName: 'callPause',
      path: FILE,
      line: lineOf(FILE, 'pause'),
      column: expect.any(Number),
    },
  ])
})

test('a timer with a native callback is nowhere when others are at two places', () => {
  const scope = new HandleScope(undefined)
  sleep(scope)
  scope.rememberCallback(makeNative(), captureSite())
  expect(findLines(scope, makeNative())).toEqual([])
})

test('a timer with a native callback is nowhere when there are no others', () => {
  const scope = new HandleScope(undefined)
  scope.rememberCallback(() => {}, captureSite())
  expect(findLines(scope, makeNative())).toEqual([])
})

test('a timer is nowhere when its callback is gone', () => {
  const scope = new HandleScope(undefined)
  sleep(scope)
  expect(findLines(scope, null)).toEqual([])
})

function addTimer(scope: HandleScope, isRequested: boolean): void {
  timer = setTimeout(() => {}, 60_000) // <- timer
  const entry: HandleEntry = {
    type: timeoutType,
    resource: timer,
    site: undefined,
    isRequested,
    asyncId: 0,
    triggerId: 0,
    isLate: false,
  }
  scope.add(entry)
}

test('an open timer has the line of its callback when its stack was not taken', () => {
  const scope = new HandleScope(undefined)
  addTimer(scope, true)
  const [found] = findScopedHandles(new ScopedRecord(scope), [scope])
  expect(found?.frames.map(({ line }) => line)).toEqual([lineOf(FILE, 'timer')])
})

test('an open timer is found without a line when it is not to be located', () => {
  const connected = vi.spyOn(Session.prototype, 'connect')
  const scope = new HandleScope(undefined)
  addTimer(scope, true)
  const [found] = findScopedHandles(new ScopedRecord(scope), [scope], false)
  expect(found?.frames).toEqual([])
  expect(connected).not.toHaveBeenCalled()
})

test("an open timer is nobody's, and not located, when nobody asked for it", () => {
  const connected = vi.spyOn(Session.prototype, 'connect')
  const scope = new HandleScope(undefined)
  addTimer(scope, false)
  expect(findScopedHandles(new ScopedRecord(scope), [scope])).toEqual([])
  expect(connected).not.toHaveBeenCalled()
})
