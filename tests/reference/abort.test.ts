import { describe, expect, test } from 'vitest'

import { spawnBusy } from './busy-manager.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { managerKinds } from './managers.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { advance, stateOf, useVirtualTime } from './virtual-time.ts'

useVirtualTime()
failOnUnhandledRejections()

describe.each(managerKinds)('abort() of $kind', ({ spawn }) => {
  test('ends a shutdown that hangs, without a success line', async () => {
    const { manager, gate, logger, signal } = await spawnBusy(spawn)
    const shutdown = manager.shutdown()
    manager.abort()
    expect(signal.aborted).toBe(true)
    expect(await stateOf(shutdown)).toBe('fulfilled')
    gate.open()
    manager.abort()
    manager[Symbol.dispose]()
    await advance(10_000)
    expect(logger.lines).toEqual(['warn: Background task aborted by abort()'])
  })

  test('does nothing after a shutdown', async () => {
    const signals: AbortSignal[] = []
    const logger = createRecordingLogger()
    const manager = spawn((signal) => void signals.push(signal), logger)
    await advance(1000)
    await manager.shutdown()
    manager.abort()
    expect(signals.map(({ aborted }) => aborted)).toEqual([false])
    expect(logger.lines).toEqual([LINES.complete])
  })
})
