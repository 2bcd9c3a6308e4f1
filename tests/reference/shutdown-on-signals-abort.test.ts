import { describe, expect, test, vi } from 'vitest'

import { adopt } from '../../reference/adopt.ts'
import type { ShutdownReason } from '../../reference/closable.ts'
import { shutdownOnSignals } from '../../reference/shutdown-on-signals.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { createGate } from './gate.ts'
import { spawnBusy, spawnIdle } from './spawn-task.ts'
import { useFakeProcess } from './use-fake-process.ts'
import { advance, drain, useVirtualTime } from './virtual-time.ts'

const GOT_SIGTERM = 'info: Process got SIGTERM - shutting down within 10000 ms'
const COMPLETE = 'info: Process shutdown complete'
const CUT_SHORT = 'warn: Background task shutdown was cut short by its signal - aborting'

useVirtualTime()
failOnUnhandledRejections()
const fake = useFakeProcess()

describe('a second signal', () => {
  test.each(['SIGINT', 'SIGTERM'])(
    '%s aborts and ends at once with exit code 1',
    async (signal) => {
      const { task, gate, abort } = spawnBusy(fake.logger)
      const first = spawnIdle(fake.logger)
      shutdownOnSignals([first, task], fake)
      fake.process.emit('SIGTERM', 'SIGTERM')
      await drain()
      fake.process.emit(signal, signal)
      expect(fake.process.ends).toEqual(['exit 1'])
      expect(abort.aborted).toBe(true)
      expect(first.scope.abort.aborted).toBe(true)
      gate.open()
      await drain()
      expect(fake.process.ends).toEqual(['exit 1'])
      expect(fake.logger.lines).toEqual([
        GOT_SIGTERM,
        `error: Process got ${signal} while shutting down - aborting`,
        CUT_SHORT,
        'warn: Background task aborted by abort()',
      ])
    },
  )

  test('drops what has no abort(), and survives an abort that fails', async () => {
    const dropped = vi.fn<() => void>()
    const shutdown = (): Promise<void> => createGate().promise
    const abort = (): never => {
      throw new Error('no')
    }
    shutdownOnSignals(
      [
        { shutdown, [Symbol.dispose]: dropped },
        { shutdown, abort },
      ],
      fake,
    )
    fake.process.emit('SIGTERM', 'SIGTERM')
    fake.process.emit('SIGTERM', 'SIGTERM')
    expect(dropped).toHaveBeenCalledTimes(1)
    expect(fake.process.ends).toEqual(['exit 1'])
    expect(fake.logger.lines.at(-1)).toBe('error: Process abort failed')
  })

  test('is the same as the first within the debounce, and aborts after it', async () => {
    const { task } = spawnBusy(fake.logger)
    shutdownOnSignals(task, { ...fake, debounceMs: 500 })
    fake.process.emit('SIGINT', 'SIGINT')
    await advance(499)
    fake.process.emit('SIGINT', 'SIGINT')
    expect(fake.process.ends).toEqual([])
    await advance(1)
    fake.process.emit('SIGINT', 'SIGINT')
    expect(fake.process.ends).toEqual(['exit 1'])
  })
})

describe('the deadline', () => {
  test('aborts and ends with exit code 1, for all managers together', async () => {
    const { task, abort } = spawnBusy(fake.logger)
    shutdownOnSignals([spawnIdle(fake.logger), () => advanceBy(50), task], {
      ...fake,
      deadlineMs: 100,
    })
    fake.process.emit('SIGTERM', 'SIGTERM')
    await advance(99)
    expect(fake.process.ends).toEqual([])
    await advance(1)
    expect(fake.process.ends).toEqual(['exit 1'])
    expect(abort.aborted).toBe(true)
    expect(fake.logger.lines).toEqual([
      'info: Process got SIGTERM - shutting down within 100 ms',
      'error: Process did not shut down within 100 ms - aborting',
      CUT_SHORT,
      'warn: Background task aborted by abort()',
    ])
  })
})

describe('errors', () => {
  test('are left to Node unless asked for', () => {
    const handlers = shutdownOnSignals(spawnIdle(fake.logger), fake)
    expect(fake.process.eventNames()).toEqual(['SIGINT', 'SIGTERM'])
    handlers.uninstall()
  })

  test.each(['uncaughtException', 'unhandledRejection'])(
    'an %s shuts down with exit code 1',
    async (event) => {
      const error = new Error('bug')
      const reasons: ShutdownReason[] = []
      shutdownOnSignals((reason) => void reasons.push(reason), {
        ...fake,
        errors: true,
      })
      fake.process.emit(event, error, event)
      await drain()
      expect(reasons).toEqual([{ error }])
      expect(fake.process.ends).toEqual(['exit 1'])
      expect(fake.logger.lines).toEqual([
        `error: Process got an ${event} - shutting down within 10000 ms`,
        COMPLETE,
      ])
      expect(fake.logger.causes).toEqual([error])
    },
  )

  test('that nobody threw anything with count as well', async () => {
    shutdownOnSignals(spawnIdle(fake.logger), { ...fake, errors: true })
    fake.process.emit('unhandledRejection', undefined)
    await drain()
    expect(fake.process.ends).toEqual(['exit 1'])
  })

  test('during a shutdown abort it', async () => {
    const { task } = spawnBusy(fake.logger)
    shutdownOnSignals(task, { ...fake, errors: true })
    fake.process.emit('SIGTERM', 'SIGTERM')
    fake.process.emit('uncaughtException', new Error('bug'))
    expect(fake.process.ends).toEqual(['exit 1'])
    expect(fake.logger.lines).toEqual([
      GOT_SIGTERM,
      'error: Process got an uncaughtException while shutting down - aborting',
      CUT_SHORT,
    ])
    await drain()
  })

  test('in the context of a run wait for that run', async () => {
    const gate = createGate()
    const task = adopt({
      logger: fake.logger,
      work() {
        fake.process.emit('uncaughtException', new Error('bug'))
        return gate.promise
      },
      start: (run) => void run(),
      stop() {},
    })
    shutdownOnSignals(task, { ...fake, errors: true })
    await drain()
    expect(task.isRunning).toBe(false)
    expect(fake.process.ends).toEqual([])
    gate.open()
    await drain()
    expect(fake.process.ends).toEqual(['exit 1'])
  })
})

function advanceBy(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
