import { describe, expect, test, vi } from 'vitest'

import { adopt } from '../../reference/adopt.ts'
import { adoptByHand } from './adopt-by-hand.ts'
import { createGate } from './gate.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { advance, drain, stateOf, useVirtualTime } from './virtual-time.ts'

useVirtualTime()
failOnUnhandledRejections()

describe('start()', () => {
  test('that throws makes adopt() throw that, and nothing is run, stopped or logged', async () => {
    const logger = createRecordingLogger()
    const work = vi.fn<() => void>()
    const stop = vi.fn<() => void>()
    const failure = new Error('bad pattern')
    let late: () => Promise<void> = () => Promise.resolve()
    const start = (run: () => Promise<void>): never => {
      late = run
      void run()
      throw failure
    }
    expect(() => adopt({ logger, work, start, stop })).toThrow(failure)
    await late()
    await advance(1000)
    expect(work).not.toHaveBeenCalled()
    expect(stop).not.toHaveBeenCalled()
    expect(logger.lines).toEqual([])
  })

  test('that runs at once gets its run when adopt() has returned', async () => {
    const seen: unknown[] = []
    const { task, logger } = adoptByHand({
      work: () => void seen.push(task),
      start: (run) => {
        void run()
        return 'handle'
      },
    })
    expect(seen).toEqual([])
    await drain()
    expect(seen).toEqual([task])
    await task.shutdown()
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('that runs at once gets no run when a shutdown comes first', async () => {
    const { task, work } = adoptByHand({
      start: (run) => {
        void run()
        return 'handle'
      },
    })
    await task.shutdown()
    expect(work).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is waited for, and the thing stopped, when a shutdown comes before it has settled', async () => {
    const started = createGate<string>()
    const { task, stop, logger } = adoptByHand({ start: () => started.promise })
    const shutdown = task.shutdown()
    expect(await stateOf(shutdown)).toBe('pending')
    expect(stop).not.toHaveBeenCalled()
    started.open('late')
    expect(await stateOf(shutdown)).toBe('fulfilled')
    expect(stop).toHaveBeenCalledExactlyOnceWith('late')
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('that settles after a drop is stopped then', async () => {
    const started = createGate<string>()
    const { task, stop, logger } = adoptByHand({ start: () => started.promise })
    task[Symbol.dispose]()
    expect(await stateOf(task.shutdown())).toBe('fulfilled')
    started.open('late')
    await drain()
    expect(stop).toHaveBeenCalledExactlyOnceWith('late')
    expect(logger.lines).toEqual([LINES.dropped])
  })

  test('that rejects is a task that has died, whose run is aborted', async () => {
    const failure = new Error('no connection')
    const signals: AbortSignal[] = []
    const { task, stop, logger, run } = adoptByHand({
      work: (signal) => {
        signals.push(signal)
        return createGate().promise
      },
      start: () => Promise.reject(failure),
    })
    void run()
    await drain()
    expect(logger.lines).toEqual(['error: Background task died'])
    expect(logger.causes).toEqual([failure])
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(task.isRunning).toBe(false)
    expect(await stateOf(task.shutdownWithin(10))).toBe('fulfilled: aborted')
    expect(stop).not.toHaveBeenCalled()
  })

  test('that rejects during a shutdown does not cut the run in flight short', async () => {
    const started = createGate<string>()
    const gate = createGate()
    const { task, logger, run } = adoptByHand({
      work: () => gate.promise,
      start: () => started.promise,
    })
    void run()
    const shutdown = task.shutdown()
    started.fail(new Error('no connection'))
    expect(await stateOf(shutdown)).toBe('pending')
    gate.open()
    expect(await stateOf(shutdown)).toBe('fulfilled')
    expect(logger.lines).toEqual(['error: Background task died'])
  })

  test('that awaits a shutdown does not deadlock', async () => {
    const { task, stop, logger } = adoptByHand({
      start: async () => {
        await Promise.resolve()
        await task.shutdown()
        return 'handle'
      },
    })
    await drain()
    expect(await stateOf(task.shutdown())).toBe('fulfilled')
    expect(stop).toHaveBeenCalledTimes(1)
    expect(logger.lines).toEqual([LINES.complete])
  })
})
