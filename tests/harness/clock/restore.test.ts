import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers'
import timersPromises from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { createClock } from '../../../harness/clock/create-clock.ts'
import { installTrampolines, uninstallTrampolines } from '../../../harness/clock/trampolines.ts'
import { listChanges, listTimeFunctions } from './time-functions.ts'

const native = listTimeFunctions()

afterEach(() => {
  uninstallTrampolines()
})

test('createClock replaces every time function in every import form', () => {
  using _clock = createClock()
  expect(listChanges(native)).toEqual(Object.keys(native))
})

test('restore puts every original back', () => {
  createClock().restore()
  expect(listChanges(native)).toEqual([])
})

test('the check of the originals sees a function that stays replaced', () => {
  createClock().restore()
  const { setTimeout } = timers
  timers.setTimeout = vi.fn<() => void>() as never
  syncBuiltinESMExports()
  expect(listChanges(native)).toEqual([
    'import timers setTimeout',
    'import * timers setTimeout',
    'require timers setTimeout',
    'import { } timers setTimeout',
  ])
  timers.setTimeout = setTimeout
  syncBuiltinESMExports()
})

test('restore puts back what the subject replaced meanwhile', () => {
  const clock = createClock()
  globalThis.setTimeout = vi.fn<() => void>() as never
  timersPromises.setTimeout = vi.fn<() => void>() as never
  process.hrtime = vi.fn<() => void>() as never
  globalThis.Date = class extends Date {} as never
  performance.now = () => 0
  Object.assign(Atomics, { waitAsync: vi.fn<() => void>() })
  syncBuiltinESMExports()
  clock.restore()
  expect(listChanges(native)).toEqual([])
})

test('restore leaves no own property where there was none', () => {
  createClock().restore()
  expect(Object.keys(timersPromises.scheduler)).toEqual([])
  expect(Object.hasOwn(performance, 'now')).toBe(false)
  expect('isFake' in Date).toBe(false)
})

test('restore puts the trampolines back when they are installed', () => {
  installTrampolines()
  const trampolines = listTimeFunctions()
  const clock = createClock()
  globalThis.setTimeout = vi.fn<() => void>() as never
  clock.restore()
  expect(listChanges(trampolines)).toEqual([])
  uninstallTrampolines()
  expect(listChanges(native)).toEqual([])
})

test('the timers of Node work after restore', async () => {
  createClock().restore()
  await expect(new Promise((resolve) => setTimeout(resolve, 1, 'fired'))).resolves.toBe('fired')
  await expect(timersPromises.setImmediate('ran')).resolves.toBe('ran')
})

test('dispose restores, and does nothing after restore', () => {
  const clock = createClock()
  clock.restore()
  clock[Symbol.dispose]()
  const second = createClock()
  clock[Symbol.dispose]()
  expect(listChanges(native)).not.toEqual([])
  second[Symbol.dispose]()
  expect(listChanges(native)).toEqual([])
})

test('a timer that is pending at restore is still listed, and clearing it is harmless', () => {
  const clock = createClock()
  const timer = setTimeout(() => {}, 1)
  clock.restore()
  expect(clock.pending()).toMatchObject([{ kind: 'timeout', dueInMs: 1 }])
  clearTimeout(timer)
  timer.refresh().unref().close()
  expect(clock.pending()).toEqual([])
})

test('restore removes the abort listeners of what was pending', async () => {
  const { signal } = new AbortController()
  const removed = vi.spyOn(signal, 'removeEventListener')
  const added = vi.spyOn(signal, 'addEventListener')
  const clock = createClock()
  void timersPromises.setTimeout(1000, undefined, { signal })
  void timersPromises.setInterval(1000, undefined, { signal }).next()
  void timersPromises.scheduler.wait(1000, { signal })
  await clock.drain()
  clock.restore()
  expect(added).toHaveBeenCalledTimes(3)
  expect(removed.mock.calls).toEqual(added.mock.calls)
})
