import { getEventListeners } from 'node:events'

import { describe, expect, test, vi } from 'vitest'

import { createGate } from './gate.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { failingLoggers } from './failing-logger.ts'
import { managerKinds } from './managers.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { advance, stateOf, useVirtualTime } from './virtual-time.ts'

useVirtualTime()
failOnUnhandledRejections()

describe.each(managerKinds)('the work of $kind', ({ spawn, lateRuns }) => {
  test.each([
    [
      'a synchronous throw',
      () => {
        throw new Error('sync')
      },
    ],
    ['a rejection', () => Promise.reject(new Error('async'))],
    ['undefined', () => Promise.reject(undefined)],
    [
      'null',
      () => {
        throw null
      },
    ],
    ['a string', () => Promise.reject('text')],
    ['an object without a prototype', () => Promise.reject(Object.create(null))],
    [
      'a thenable that rejects',
      () => ({ then: (_: unknown, reject: (e: unknown) => void) => reject(1) }),
    ],
    [
      'a thenable whose then throws',
      () => ({
        get then() {
          throw new Error('getter')
        },
      }),
    ],
  ] as [string, () => unknown][])('survives %s twenty times, at its own pace', async (_, fail) => {
    const logger = createRecordingLogger()
    const work = vi.fn<() => unknown>(fail)
    const manager = spawn(work, logger)
    await advance(20_000)
    expect(work).toHaveBeenCalledTimes(20)
    work.mockReturnValue(undefined)
    await advance(2000)
    expect(work).toHaveBeenCalledTimes(22)
    expect(logger.lines).toEqual(Array.from({ length: 20 }, () => LINES.failed))
    await manager.shutdown()
  })

  test('may return no promise, a value, or a thenable that is waited for', async () => {
    const logger = createRecordingLogger()
    const gate = createGate()
    const work = vi.fn<() => unknown>()
    work.mockReturnValueOnce(undefined).mockReturnValueOnce(0)
    work.mockReturnValueOnce({ then: gate.promise.then.bind(gate.promise) })
    const manager = spawn(work, logger)
    await advance(5000)
    expect(work).toHaveBeenCalledTimes(3)
    const shutdown = manager.shutdown()
    expect(await stateOf(shutdown)).toBe('pending')
    gate.open()
    expect(await stateOf(shutdown)).toBe('fulfilled')
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('never overlaps, and missed ticks are not made up', async () => {
    const gate = createGate()
    const work = vi.fn<() => unknown>().mockReturnValueOnce(gate.promise)
    const manager = spawn(work, createRecordingLogger())
    await advance(5500)
    expect(work).toHaveBeenCalledTimes(1)
    gate.open()
    await advance(1000)
    expect(work).toHaveBeenCalledTimes(2 + lateRuns)
    await advance(1000)
    expect(work).toHaveBeenCalledTimes(3 + lateRuns)
    await manager.shutdown()
  })

  test('gathers no listener on its signal or elsewhere', async () => {
    const signals: AbortSignal[] = []
    const manager = spawn((signal) => void signals.push(signal), createRecordingLogger())
    await advance(1000)
    const count = (): number => signals.flatMap((s) => getEventListeners(s, 'abort')).length
    const perRun = count()
    await advance(49_000)
    expect(signals).toHaveLength(50)
    expect(new Set(signals).size).toBe(1)
    expect(count()).toBe(50 * perRun)
    await manager.shutdown()
    expect(count()).toBe(0)
  })

  test('survives a logger that throws or rejects, in every state', async () => {
    for (const logger of failingLoggers) {
      const work = vi.fn<() => void>(() => {
        throw new Error('work')
      })
      const shut = spawn(work, logger)
      await advance(3000)
      expect(work).toHaveBeenCalledTimes(3)
      expect(await stateOf(shut.shutdown())).toBe('fulfilled')
      const dropped = spawn(work, logger)
      expect(() => dropped[Symbol.dispose]()).not.toThrow()
      expect(await stateOf(dropped.shutdown())).toBe('fulfilled')
    }
  })
})
