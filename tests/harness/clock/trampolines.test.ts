import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { early } from './early-captures.ts'
import { listChanges, listTimeFunctions } from './time-functions.ts'
import { type Clock, createClock } from '../../../harness/clock/create-clock.ts'
import { real } from '../../../harness/platform/real-time.ts'
import { installTrampolines, uninstallTrampolines } from '../../../harness/clock/trampolines.ts'

let clock: Clock | undefined

beforeEach(() => {
  installTrampolines()
})

afterEach(() => {
  clock?.[Symbol.dispose]()
  uninstallTrampolines()
})

test('functions captured at import follow the clock', async () => {
  clock = createClock({ startMs: 5000 })
  const log: unknown[] = []
  early.setTimeout(() => log.push('setTimeout'), 10)
  early.namedSetTimeout(() => log.push('node:timers'), 20)
  void early.sleep(30, 'promisified').then((value) => log.push(value))
  void early.namedSleep(40, 'timers/promises').then((value) => log.push(value))
  void early.wait(50).then(() => log.push('scheduler.wait'))
  const before = [early.performanceNow(), early.hrtimeBigint()] as const
  await clock.advance(100)
  expect(log).toEqual([
    'setTimeout',
    'node:timers',
    'promisified',
    'timers/promises',
    'scheduler.wait',
  ])
  expect(early.performanceNow() - before[0]).toBeCloseTo(100, 6)
  expect(early.hrtimeBigint() - before[1]).toBe(100_000_000n)
  expect([early.dateNow(), early.Date.now(), new early.Date().getTime()]).toEqual([
    5100, 5100, 5100,
  ])
})

test('they are native without a clock, and again after one', async () => {
  createClock({ startMs: 0 }).restore()
  const timer = early.setTimeout(() => {}, 1e6)
  expect(timer.constructor).toBe(real.setTimeout(() => {}, 0).constructor)
  early.clearTimeout(timer)
  await expect(early.sleep(1, 'slept')).resolves.toBe('slept')
  expect(Math.abs(early.dateNow() - real.Date.now())).toBeLessThan(60_000)
  expect(Math.abs(new early.Date().getTime() - real.Date.now())).toBeLessThan(60_000)
  // oxlint-disable-next-line unicorn/new-for-builtins -- the call is what is tested
  expect(early.Date()).toMatch(/^\w{3} \w{3} \d\d \d{4} /)
})

test('one clock after another moves the same captures', async () => {
  for (const startMs of [1000, 2000]) {
    using clock = createClock({ startMs })
    await clock.advance(1)
    expect(early.dateNow()).toBe(startMs + 1)
  }
})

test('a captured Date constructs, calls, subclasses and answers instanceof as Date does', () => {
  clock = createClock({ startMs: 0 })
  const D = early.Date
  class Day extends D {}
  expect(new Day().getTime()).toBe(0)
  expect(new Day()).toBeInstanceOf(Day)
  expect(new Date()).toBeInstanceOf(D)
  expect(new D(5)).toBeInstanceOf(real.Date)
  expect(D.prototype).toBe(real.Date.prototype)
  // oxlint-disable-next-line unicorn/new-for-builtins -- the call is what is tested
  expect(D()).toBe(new D(0).toString())
})

test('trampolines look like what they stand for', () => {
  const trampolines = listTimeFunctions()
  uninstallTrampolines()
  const natives = listTimeFunctions()
  const look = (functions: Record<string, unknown>): unknown[] =>
    Object.entries(functions).map(([path, fn]) => [
      path,
      (fn as Function).name,
      (fn as Function).length,
    ])
  expect(Object.keys(natives).filter((path) => natives[path] === trampolines[path])).toEqual([])
  const accessor = 'Intl.DateTimeFormat.format'
  delete trampolines[accessor]
  delete natives[accessor]
  expect(look(trampolines)).toEqual(look(natives))
})

test('promisify finds the twin of setTimeout and of setImmediate in timers/promises', async () => {
  const { setTimeout: sleep, setImmediate: immediate } = await import('node:timers/promises')
  expect(promisify(setTimeout)).toBe(sleep)
  expect(promisify(setImmediate)).toBe(immediate)
})

test('installing twice is installing once, and so is uninstalling', () => {
  const trampolines = listTimeFunctions()
  installTrampolines()
  expect(listChanges(trampolines)).toEqual([])
  uninstallTrampolines()
  const natives = listTimeFunctions()
  expect(globalThis.setTimeout).toBe(real.setTimeout)
  uninstallTrampolines()
  expect(listChanges(natives)).toEqual([])
})
