// As one writes them by hand, with the fake timers of Vitest. All of them pass, and the race is there.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LeaseRenewer } from './lease-renewer.ts'
import { MendedLeaseRenewer } from './mended-lease-renewer.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe.for([LeaseRenewer, MendedLeaseRenewer])('$name', (Renewer) => {
  function start(renew: (signal: AbortSignal) => void | Promise<void> = () => {}) {
    const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
    const spy = vi.fn(renew)
    return { renewer: new Renewer({ renew: spy, intervalMs: 1000, logger }), renew: spy, logger }
  }

  test('renews once in an interval', async () => {
    const { renew } = start()
    await vi.advanceTimersByTimeAsync(3500)
    expect(renew).toHaveBeenCalledTimes(3)
  })

  test('does not renew after shutdown(), before the first renewal or later', async () => {
    for (const afterMs of [0, 1, 999, 1000, 1001, 3500]) {
      const { renewer, renew, logger } = start()
      await vi.advanceTimersByTimeAsync(afterMs)
      const calls = renew.mock.calls.length
      await renewer.shutdown()
      await vi.advanceTimersByTimeAsync(10_000)
      expect(renew).toHaveBeenCalledTimes(calls)
      expect(logger.info.mock.calls).toEqual([['Lease released']])
      expect(vi.getTimerCount()).toBe(0)
    }
  })

  test('shutdown() waits for the renewal in flight', async () => {
    let answer = (): void => {}
    const { renewer, renew } = start(() => new Promise((resolve) => (answer = resolve)))
    await vi.advanceTimersByTimeAsync(1000)
    const isOver = vi.fn()
    void renewer.shutdown().then(isOver)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(isOver).not.toHaveBeenCalled()
    answer()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(isOver).toHaveBeenCalledOnce()
    expect(renew).toHaveBeenCalledOnce()
  })

  test('shutdown() twice is shutdown() once', async () => {
    const { renewer, logger } = start()
    await vi.advanceTimersByTimeAsync(1500)
    await Promise.all([renewer.shutdown(), renewer.shutdown()])
    expect(logger.info).toHaveBeenCalledOnce()
  })

  test('goes on after a failure', async () => {
    const { renew, logger } = start(() => Promise.reject(new Error('no answer')))
    await vi.advanceTimersByTimeAsync(2500)
    expect(renew).toHaveBeenCalledTimes(2)
    expect(logger.error).toHaveBeenCalledTimes(2)
  })

  test('dropped, it aborts and warns', async () => {
    const { renewer, renew, logger } = start(() => new Promise(() => {}))
    await vi.advanceTimersByTimeAsync(1000)
    renewer[Symbol.dispose]()
    expect(renew.mock.calls[0]?.[0].aborted).toBe(true)
    expect(logger.warn).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })
})
