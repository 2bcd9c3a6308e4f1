import { describe, expect, test, vi } from 'vitest'

import { spawnBusy } from './busy-manager.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { managerKinds } from './managers.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { advance, stateOf, useVirtualTime } from './virtual-time.ts'

useVirtualTime()
failOnUnhandledRejections()

describe.each(managerKinds)('the drop of $kind', ({ spawn }) => {
  test('aborts the run in flight before it returns, with one warning', async () => {
    const { manager, work, logger, signal } = await spawnBusy(spawn)
    expect(signal.aborted).toBe(false)
    expect(manager[Symbol.dispose]()).toBeUndefined()
    expect(signal.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)

    manager[Symbol.dispose]()
    await advance(10_000)
    expect(work).toHaveBeenCalledTimes(1)
    expect(logger.lines).toEqual([LINES.dropped])
  })

  test('stops an idle task, without a timer left', async () => {
    const work = vi.fn<() => void>()
    const logger = createRecordingLogger()
    const manager = spawn(work, logger)
    await advance(1500)
    manager[Symbol.dispose]()
    expect(vi.getTimerCount()).toBe(0)
    await advance(10_000)
    expect(work).toHaveBeenCalledTimes(1)
    expect(logger.lines).toEqual([LINES.dropped])
  })

  test('is silent after a shutdown', async () => {
    const logger = createRecordingLogger()
    const manager = spawn(() => {}, logger)
    await manager.shutdown()
    manager[Symbol.dispose]()
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('is silent and harmless while a shutdown waits', async () => {
    const { manager, gate, logger, signal } = await spawnBusy(spawn)
    const shutdown = manager.shutdown()
    manager[Symbol.dispose]()
    expect(signal.aborted).toBe(false)
    expect(await stateOf(shutdown)).toBe('pending')
    expect(logger.lines).toEqual([])
    gate.open()
    expect(await stateOf(shutdown)).toBe('fulfilled')
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('lets a later shutdown fulfil at once, without a success line', async () => {
    const { manager, gate, logger } = await spawnBusy(spawn)
    manager[Symbol.dispose]()
    expect(await stateOf(manager.shutdown())).toBe('fulfilled')
    expect(await stateOf(manager.shutdownWithin(100))).toBe('fulfilled: aborted')
    gate.fail(new Error('was told to fail'))
    await advance(10_000)
    expect(logger.lines).toEqual([LINES.dropped])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is what `using` does, and keeps the error of the body', async () => {
    const logger = createRecordingLogger()
    expect(() => {
      using manager = spawn(() => {}, logger)
      throw new Error(`body of ${typeof manager}`)
    }).toThrow('body of object')
    expect(logger.lines).toEqual([LINES.dropped])
  })
})
