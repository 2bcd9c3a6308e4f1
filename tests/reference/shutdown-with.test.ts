import { describe, expect, test, vi } from 'vitest'

import { spawnBusy } from './busy-manager.ts'
import { createGate } from './gate.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { managerKinds } from './managers.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { advance, drain, stateOf, useVirtualTime } from './virtual-time.ts'

useVirtualTime()
failOnUnhandledRejections()

describe.each(managerKinds)('shutdownWith() of $kind', ({ spawn }) => {
  test('runs the first cleanup once, after the task has ended, and waits for it', async () => {
    const { manager, gate, logger } = await spawnBusy(spawn)
    const cleaning = createGate()
    const cleanup = vi.fn<() => unknown>(() => cleaning.promise)
    const other = vi.fn<() => void>()
    const first = manager.shutdownWith(cleanup)
    expect(manager.shutdownWith(other)).toBe(first)
    await drain()
    expect(cleanup).not.toHaveBeenCalled()

    gate.open()
    await drain()
    expect(logger.lines).toEqual([LINES.complete])
    expect(cleanup).toHaveBeenCalledTimes(1)
    expect(await stateOf(first)).toBe('pending')
    expect(await stateOf(manager.shutdown())).toBe('fulfilled')

    cleaning.open()
    expect(await stateOf(first)).toBe('fulfilled')
    expect(await stateOf(manager.shutdownWith(cleanup))).toBe('fulfilled')
    expect(cleanup).toHaveBeenCalledTimes(1)
    expect(other).not.toHaveBeenCalled()
  })

  test('runs it after an abort, a failed last run, a drop, and a finished shutdown', async () => {
    const aborted = await spawnBusy(spawn)
    const dropped = await spawnBusy(spawn)
    const failed = await spawnBusy(spawn)
    const finished = spawn(() => {}, createRecordingLogger())
    await finished.shutdown()
    dropped.manager[Symbol.dispose]()
    void aborted.manager.shutdownWithin(10)
    const cleanups = [aborted.manager, dropped.manager, failed.manager, finished].map((manager) => {
      const cleanup = vi.fn<() => void>()
      return { cleanup, done: manager.shutdownWith(cleanup) }
    })
    failed.gate.fail(new Error('last'))
    await advance(10)
    for (const { cleanup, done } of cleanups) {
      expect(await stateOf(done)).toBe('fulfilled')
      expect(cleanup).toHaveBeenCalledTimes(1)
    }
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('cleanup')
      },
    ],
    ['rejects', () => Promise.reject(new Error('cleanup'))],
  ] as [string, () => unknown][])('rejects for its callers when it %s', async (_, cleanup) => {
    const logger = createRecordingLogger()
    const manager = spawn(() => {}, logger)
    const [first, second] = [manager.shutdownWith(cleanup), manager.shutdownWith(cleanup)]
    await expect(first).rejects.toThrow(new Error('cleanup'))
    await expect(second).rejects.toThrow(new Error('cleanup'))
    expect(await stateOf(manager.shutdown())).toBe('fulfilled')
    expect(await stateOf(manager.shutdownWithin(10))).toBe('fulfilled: graceful')
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('lets the cleanup await every kind of shutdown', async () => {
    const manager = spawn(() => {}, createRecordingLogger())
    const cleanup = vi.fn<() => unknown>(async () => {
      await manager.shutdown()
      await Promise.resolve()
      await manager.shutdownWith(cleanup)
      await manager[Symbol.asyncDispose]()
      return manager.shutdownWithin(10)
    })
    expect(await stateOf(manager.shutdownWith(cleanup))).toBe('fulfilled')
    expect(cleanup).toHaveBeenCalledTimes(1)
  })

  test('called again inside the cleanup reports a failure to its callers alone', async () => {
    const logger = createRecordingLogger()
    const manager = spawn(() => {}, logger)
    const done = manager.shutdownWith(async () => {
      await manager.shutdownWith(() => {})
      throw new Error('cleanup')
    })
    expect(await stateOf(done)).toBe('rejected: Error: cleanup')
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('awaited inside the work does not wait; a failure of the cleanup is logged', async () => {
    const logger = createRecordingLogger()
    const failure = new Error('cleanup')
    const ended = vi.fn<() => void>()
    const manager = spawn(async () => {
      await manager.shutdownWith(() => Promise.reject(failure))
      ended()
    }, logger)
    await advance(1000)
    expect(ended).toHaveBeenCalledTimes(1)
    expect(logger.lines).toEqual([LINES.complete, 'error: Background task cleanup failed'])
    expect(logger.causes).toEqual([failure])
  })

  test('throws for a cleanup that is no function and lets the task go on', async () => {
    const work = vi.fn<() => void>()
    const manager = spawn(work, createRecordingLogger())
    // @ts-expect-error a cleanup is a function
    expect(() => manager.shutdownWith(null)).toThrow(
      new TypeError('Expected `cleanup` to be a function, got null (object)'),
    )
    await advance(1000)
    expect(work).toHaveBeenCalledTimes(1)
    await manager.shutdown()
  })
})
