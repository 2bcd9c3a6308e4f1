import { mock } from 'node:test'
import { install } from '@sinonjs/fake-timers'
import { afterEach, expect, test, vi } from 'vitest'
import { ClockError } from '../../../harness/clock/clock-error.ts'
import { createClock } from '../../../harness/clock/create-clock.ts'
import { installTrampolines, uninstallTrampolines } from '../../../harness/clock/trampolines.ts'

afterEach(() => {
  vi.useRealTimers()
  uninstallTrampolines()
})

const FAKE_TIMERS =
  'is faked by @sinonjs/fake-timers (Vitest, Jest and Sinon use it). ' +
  'Call vi.useRealTimers(), jest.useRealTimers() or clock.restore() first.'

/** The code and the text of what `misuse` throws. */
function thrownBy(misuse: () => unknown): string {
  try {
    misuse()
  } catch (error) {
    if (error instanceof ClockError) return `${error.name} ${error.code}: ${error.message}`
    throw error
  }
  return 'nothing'
}

test('createClock refuses when the fake timers of Vitest are on', () => {
  vi.useFakeTimers()
  expect(thrownBy(createClock)).toBe(
    `ClockError CLOCK_FOREIGN: Cannot install the virtual clock: Date ${FAKE_TIMERS}`,
  )
})

test('createClock refuses when only some functions are faked', () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  expect(thrownBy(createClock)).toBe(
    `ClockError CLOCK_FOREIGN: Cannot install the virtual clock: setInterval ${FAKE_TIMERS}`,
  )
})

test('createClock refuses when fake-timers are on', () => {
  const sinon = install()
  expect(thrownBy(createClock)).toContain('CLOCK_FOREIGN')
  sinon.uninstall()
  expect(thrownBy(() => createClock().restore())).toBe('nothing')
})

test('createClock refuses when the system time is mocked', () => {
  vi.setSystemTime(0)
  expect(thrownBy(createClock)).toBe(
    'ClockError CLOCK_FOREIGN: Cannot install the virtual clock: Date is faked by ' +
      'vi.setSystemTime(). Call vi.useRealTimers() first.',
  )
})

test('createClock refuses when the mock timers of node:test are on', () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const thrown = thrownBy(createClock)
  mock.timers.reset()
  expect(thrown).toBe(
    'ClockError CLOCK_FOREIGN: Cannot install the virtual clock: setTimeout is faked by ' +
      'node:test. Call mock.timers.reset() first.',
  )
})

test('the fake timers of Vitest refuse while a clock is installed', () => {
  using _clock = createClock()
  expect(() => vi.useFakeTimers()).toThrow(
    "Can't install fake timers twice on the same global object.",
  )
})

test('createClock refuses a second clock and names who made the first', () => {
  using _clock = createClock()
  expect(thrownBy(createClock)).toMatch(
    /^ClockError CLOCK_INSTALLED: A virtual clock is installed already, by .*misuse\.test\.ts:\d+:\d+\)?\. Call restore\(\) on it first\.$/,
  )
})

test('the trampolines refuse to come and go while a clock is installed', () => {
  const clock = createClock()
  expect(thrownBy(installTrampolines)).toBe(
    'ClockError CLOCK_INSTALLED: Cannot install the trampolines while a virtual clock is ' +
      'installed. Call restore() on it first.',
  )
  clock.restore()
  installTrampolines()
  using _second = createClock()
  expect(thrownBy(uninstallTrampolines)).toBe(
    'ClockError CLOCK_INSTALLED: Cannot uninstall the trampolines while a virtual clock is ' +
      'installed. Call restore() on it first.',
  )
})

test('the trampolines refuse when the fake timers of Vitest are on', () => {
  vi.useFakeTimers()
  expect(thrownBy(installTrampolines)).toContain('CLOCK_FOREIGN')
})

test('restoring twice throws', () => {
  const clock = createClock()
  clock.restore()
  expect(thrownBy(() => clock.restore())).toBe(
    'ClockError CLOCK_RESTORED: Cannot restore a virtual clock that has been restored. ' +
      'Create a new one with createClock().',
  )
})

test('moving a restored clock rejects', async () => {
  const clock = createClock()
  clock.restore()
  const message =
    /^Cannot (advance|move|drain) a virtual clock that has been restored\. Create a new one/
  await expect(clock.advance(1)).rejects.toThrow(message)
  await expect(clock.next()).rejects.toThrow(message)
  await expect(clock.drain()).rejects.toThrow(message)
  await expect(clock.jump(1)).rejects.toThrow(message)
})

test('restoring in the middle of a move ends the move', async () => {
  const clock = createClock()
  setTimeout(() => clock.restore(), 5)
  setTimeout(() => expect.unreachable(), 6)
  await expect(clock.advance(10)).rejects.toMatchObject({ code: 'CLOCK_RESTORED' })
  expect(clock.nowMs).toBe(5)
})

test.each([
  [-1, 'got -1 (number)'],
  [Number.NaN, 'got NaN (number)'],
  [Infinity, 'got Infinity (number)'],
  ['5' as never, 'got 5 (string)'],
])('moving by %s rejects', async (ms, got) => {
  using clock = createClock()
  const error = new TypeError(`Expected \`ms\` to be a finite number >= 0, ${got}`)
  await expect(clock.advance(ms)).rejects.toThrow(error)
  await expect(clock.jump(ms)).rejects.toThrow(error)
})

test('createClock refuses a start that is no time, and installs nothing', () => {
  const { setTimeout } = globalThis
  expect(() => createClock({ startMs: -1 })).toThrow(
    new TypeError('Expected `startMs` to be a finite number >= 0, got -1 (number)'),
  )
  expect(globalThis.setTimeout).toBe(setTimeout)
})

test('a loop of immediates is an error that names its line', async () => {
  using clock = createClock({ maxIdleFires: 100 })
  function spin(): void {
    setImmediate(spin)
  }
  spin()
  await expect(clock.advance(1)).rejects.toThrow(
    /^100 immediates ran at 0 ms and made a new one each; the last was made by .*spin \(tests\/harness\/clock\/misuse\.test\.ts:\d+:\d+\)\. Let the loop wait for a timer of at least 1 ms, or raise `maxIdleFires`\.$/,
  )
})
