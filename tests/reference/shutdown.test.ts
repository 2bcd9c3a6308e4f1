import { describe, expect, test, vi } from 'vitest'

import { spawnBusy } from './busy-manager.ts'
import { createGate } from './gate.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { managerKinds } from './managers.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { advance, drain, stateOf, useVirtualTime } from './virtual-time.ts'

const DAY_MS = 86_400_000

useVirtualTime()
failOnUnhandledRejections()

describe.each(managerKinds)('shutdown() of $kind', ({ spawn }) => {
  test('fulfils at once when idle, though the interval goes on for long', async () => {
    const work = vi.fn<() => void>()
    const logger = createRecordingLogger()
    const manager = spawn(work, logger)
    await advance(3000)

    const shutdown = manager.shutdown()
    expect(shutdown).toBeInstanceOf(Promise)
    expect(vi.getTimerCount()).toBe(0)
    expect(await stateOf(shutdown)).toBe('fulfilled')

    await advance(10_000)
    expect(work).toHaveBeenCalledTimes(3)
    expect(logger.lines).toEqual([LINES.complete])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('waits for the run in flight, for a day and more, and starts no other', async () => {
    const { manager, gate, work, logger } = await spawnBusy(spawn)
    const shutdown = manager.shutdown()
    await advance(DAY_MS)
    expect(await stateOf(shutdown)).toBe('pending')
    expect(logger.lines).toEqual([])

    gate.open()
    expect(await stateOf(shutdown)).toBe('fulfilled')
    await advance(10_000)
    expect(work).toHaveBeenCalledTimes(1)
    expect(logger.lines).toEqual([LINES.complete])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('fulfils before the first run, which never comes', async () => {
    const work = vi.fn<() => void>()
    const manager = spawn(work, createRecordingLogger())
    expect(await stateOf(manager.shutdown())).toBe('fulfilled')
    await advance(10_000)
    expect(work).not.toHaveBeenCalled()
  })

  test('returns the same promise to all callers', async () => {
    const { manager, gate, logger } = await spawnBusy(spawn)
    const first = manager.shutdown()
    expect(manager.shutdown()).toBe(first)
    expect(manager[Symbol.asyncDispose]()).toBe(first)
    gate.open()
    await first
    expect(manager.shutdown()).toBe(first)
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('reports a last run that fails, and fulfils', async () => {
    const { manager, gate, logger } = await spawnBusy(spawn)
    const shutdown = manager.shutdown()
    const failure = new Error('disk full')
    gate.fail(failure)
    expect(await stateOf(shutdown)).toBe('fulfilled')
    expect(logger.lines).toEqual([LINES.failed, LINES.complete])
    expect(logger.causes).toEqual([failure])
  })

  test.each(['before an await', 'after an await', 'in a helper'])(
    'awaited inside the work %s stops the task without a deadlock',
    async (place) => {
      const gate = createGate()
      let outside: Promise<void> | undefined
      const logger = createRecordingLogger()
      const stop = async (): Promise<void> => {
        await Promise.resolve()
        await manager.shutdown()
      }
      const work = vi.fn<() => Promise<void>>(async () => {
        if (place !== 'before an await') await new Promise((resolve) => setTimeout(resolve, 10))
        await (place === 'in a helper' ? stop() : manager.shutdown())
        await gate.promise
      })
      const manager = spawn(work, logger)
      await advance(1020)
      outside = manager.shutdown()
      expect(await stateOf(outside)).toBe('pending')
      expect(logger.lines).toEqual([])

      gate.open()
      expect(await stateOf(outside)).toBe('fulfilled')
      await advance(10_000)
      expect(work).toHaveBeenCalledTimes(1)
      expect(logger.lines).toEqual([LINES.complete])
    },
  )

  test('called by what a run left behind waits like any other caller', async () => {
    const gate = createGate()
    const left = createGate()
    let late: Promise<void> | undefined
    let runs = 0
    const manager = spawn(async () => {
      runs += 1
      if (runs === 2) return gate.promise
      void left.promise.then(() => (late = manager.shutdown()))
    }, createRecordingLogger())
    await advance(2000)
    left.open()
    await drain()
    expect(late).toBeInstanceOf(Promise)
    expect(await stateOf(late ?? Promise.resolve())).toBe('pending')
    gate.open()
    expect(await stateOf(manager.shutdown())).toBe('fulfilled')
    expect(late).toBe(manager.shutdown())
  })

  test('`await using` is a graceful shutdown', async () => {
    const logger = createRecordingLogger()
    const gate = createGate()
    async function scope(): Promise<void> {
      await using manager = spawn(() => gate.promise, logger)
      await vi.advanceTimersByTimeAsync(1000)
      expect(manager).toBeDefined()
    }
    const scoped = scope()
    expect(await stateOf(scoped)).toBe('pending')
    gate.open()
    expect(await stateOf(scoped)).toBe('fulfilled')
    expect(logger.lines).toEqual([LINES.complete])
  })
})
