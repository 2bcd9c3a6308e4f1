import { getEventListeners } from 'node:events'

import { describe, expect, test, vi } from 'vitest'

import { spawnBusy } from './busy-manager.ts'
import { createGate } from './gate.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { managerKinds } from './managers.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { advance, stateOf, useVirtualTime } from './virtual-time.ts'

const DAY_MS = 86_400_000

useVirtualTime()
failOnUnhandledRejections()

describe.each(managerKinds)('shutdownWithin() of $kind', ({ spawn }) => {
  test('settles at the timeout, not before, and aborts', async () => {
    const { manager, gate, work, logger, signal } = await spawnBusy(spawn)
    const outcome = manager.shutdownWithin(100)
    const plain = manager.shutdown()
    await advance(99)
    expect(await stateOf(outcome)).toBe('pending')
    expect(signal.aborted).toBe(false)
    await advance(1)
    expect(signal.aborted).toBe(true)
    expect(await stateOf(outcome)).toBe('fulfilled: aborted')
    expect(await stateOf(plain)).toBe('fulfilled')

    gate.fail(new Error('late'))
    await advance(10_000)
    expect(work).toHaveBeenCalledTimes(1)
    expect(logger.lines).toEqual([
      'warn: Background task did not stop within 100 ms of shutdown - aborting',
    ])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is graceful when the run ends in time, and leaves no timer', async () => {
    const { manager, gate, logger, signal } = await spawnBusy(spawn)
    const outcome = manager.shutdownWithin(100)
    await advance(50)
    gate.open()
    expect(await outcome).toBe('graceful')
    expect(vi.getTimerCount()).toBe(0)
    expect(signal.aborted).toBe(false)
    expect(await stateOf(manager.shutdownWithin(100))).toBe('fulfilled: graceful')
    expect(vi.getTimerCount()).toBe(0)
    expect(logger.lines).toEqual([LINES.complete])
  })

  test.each([
    [100, 50],
    [50, 100],
  ])('callers with %i and %i ms settle together', async (a, b) => {
    const { manager, logger } = await spawnBusy(spawn)
    const first = manager.shutdownWithin(a)
    const second = manager.shutdownWithin(b)
    await advance(49)
    expect(await stateOf(Promise.race([first, second]))).toBe('pending')
    await advance(1)
    expect(await stateOf(first)).toBe('fulfilled: aborted')
    expect(await stateOf(second)).toBe('fulfilled: aborted')
    expect(vi.getTimerCount()).toBe(0)
    expect(logger.lines).toEqual([
      'warn: Background task did not stop within 50 ms of shutdown - aborting',
    ])
  })

  test('bounds a plain shutdown() that was called long before', async () => {
    const { manager } = await spawnBusy(spawn)
    const plain = manager.shutdown()
    await advance(DAY_MS)
    const outcome = manager.shutdownWithin(10)
    await advance(10)
    expect(await stateOf(outcome)).toBe('fulfilled: aborted')
    expect(await stateOf(plain)).toBe('fulfilled')
  })

  test('ends with the signal of the caller, on which nothing is left', async () => {
    const { manager, signal } = await spawnBusy(spawn)
    const caller = new AbortController()
    const outcome = manager.shutdownWithin(100, caller.signal)
    await advance(10)
    caller.abort()
    expect(signal.aborted).toBe(true)
    expect(await stateOf(outcome)).toBe('fulfilled: aborted')
    expect(vi.getTimerCount()).toBe(0)
    expect(getEventListeners(caller.signal, 'abort')).toEqual([])
  })

  test('leaves no listener on a signal that was not needed, and heeds an aborted one', async () => {
    const idle = spawn(() => {}, createRecordingLogger())
    const caller = new AbortController()
    expect(await stateOf(idle.shutdownWithin(100, caller.signal))).toBe('fulfilled: graceful')
    expect(getEventListeners(caller.signal, 'abort')).toEqual([])

    const { manager } = await spawnBusy(spawn)
    expect(await stateOf(manager.shutdownWithin(100, AbortSignal.abort()))).toBe(
      'fulfilled: aborted',
    )
    expect(vi.getTimerCount()).toBe(0)
  })

  test('awaited inside the work does not wait, and its deadline holds', async () => {
    const gate = createGate()
    const outcomes: string[] = []
    const manager = spawn(async () => {
      outcomes.push(await manager.shutdownWithin(100))
      await gate.promise
    }, createRecordingLogger())
    await advance(1000)
    expect(outcomes).toEqual(['graceful'])
    await advance(100)
    expect(await stateOf(manager.shutdownWithin(1000))).toBe('fulfilled: aborted')
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
    'throws for %s and lets the task go on',
    async (timeoutMs) => {
      const work = vi.fn<() => void>()
      const manager = spawn(work, createRecordingLogger())
      expect(() => manager.shutdownWithin(timeoutMs)).toThrow(
        new TypeError(
          `Expected \`timeoutMs\` to be a finite number between 0 and 2147483647, got ${timeoutMs} (number)`,
        ),
      )
      await advance(1000)
      expect(work).toHaveBeenCalledTimes(1)
      await manager.shutdown()
    },
  )
})
