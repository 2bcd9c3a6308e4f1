import { describe, expect, test, vi } from 'vitest'

import { adoptByHand } from './adopt-by-hand.ts'
import { createGate } from './gate.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { LINES } from './recording-logger.ts'
import { advance, drain, stateOf, useVirtualTime } from './virtual-time.ts'

const FAILED_STOP = 'error: Background task stop failed'

useVirtualTime()
failOnUnhandledRejections()

describe('stop()', () => {
  test.each(['shutdown', 'drop', 'abort', 'deadline'])(
    'is called once, in the turn of a %s',
    async (way) => {
      const { task, stop, run } = adoptByHand({ work: () => createGate().promise })
      void run()
      if (way === 'shutdown') void task.shutdown()
      else if (way === 'deadline') void task.shutdownWithin(10)
      else if (way === 'abort') task.abort()
      else task[Symbol.dispose]()
      expect(stop).toHaveBeenCalledExactlyOnceWith('handle')
      void task.shutdown()
      task[Symbol.dispose]()
      task.abort()
      await advance(1000)
      expect(stop).toHaveBeenCalledTimes(1)
    },
  )

  test('is called in the turn in which adopt() was, when it is dropped there', () => {
    const { task, stop } = adoptByHand()
    task[Symbol.dispose]()
    expect(stop).toHaveBeenCalledTimes(1)
  })

  test('is waited for by a shutdown', async () => {
    const stopped = createGate()
    const { task, logger } = adoptByHand({ stop: () => stopped.promise })
    const shutdown = task.shutdown()
    expect(await stateOf(shutdown)).toBe('pending')
    expect(logger.lines).toEqual([])
    stopped.open()
    expect(await stateOf(shutdown)).toBe('fulfilled')
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('that hangs is bounded by shutdownWithin()', async () => {
    const { task, logger } = adoptByHand({ stop: () => createGate().promise })
    const outcome = task.shutdownWithin(100)
    await advance(100)
    expect(await stateOf(outcome)).toBe('fulfilled: aborted')
    expect(vi.getTimerCount()).toBe(0)
    expect(logger.lines).toEqual([
      'warn: Background task did not stop within 100 ms of shutdown - aborting',
    ])
  })

  test.each([
    [
      'throws',
      () => {
        throw null
      },
      null,
    ],
    ['rejects', () => Promise.reject('closed already'), 'closed already'],
  ])(
    'that %s is logged, and the shutdown fulfils after the run in flight',
    async (_, stop, cause) => {
      const gate = createGate()
      const { task, logger, run } = adoptByHand({ stop, work: () => gate.promise })
      void run()
      const shutdown = task.shutdown()
      expect(await stateOf(shutdown)).toBe('pending')
      gate.open()
      expect(await stateOf(shutdown)).toBe('fulfilled')
      expect(logger.lines).toEqual([FAILED_STOP, LINES.complete])
      expect(logger.causes).toEqual([cause])
    },
  )

  test('that fails does not make a drop throw', async () => {
    const { task, logger } = adoptByHand({
      stop: () => {
        throw new Error('no')
      },
    })
    expect(() => task[Symbol.dispose]()).not.toThrow()
    await drain()
    expect(logger.lines).toEqual([LINES.dropped, FAILED_STOP])
  })

  test('that awaits a shutdown does not deadlock', async () => {
    const { task } = adoptByHand({ stop: () => task.shutdown() })
    expect(await stateOf(task.shutdown())).toBe('fulfilled')
  })

  test('that calls run, and a thing that heeds no stop, start nothing', async () => {
    const { task, work, run } = adoptByHand({ stop: () => run() })
    const timer = setInterval(() => void run(), 100)
    const shutdown = task.shutdown()
    await advance(1000)
    expect(await stateOf(shutdown)).toBe('fulfilled')
    expect(work).not.toHaveBeenCalled()
    clearInterval(timer)
  })
})
