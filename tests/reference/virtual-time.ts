import { afterEach, beforeEach, vi } from 'vitest'

/**
 * Gives each test of the file Vitest's fake timers, without those whose faking would stop promises
 * and I/O.
 */
export function useVirtualTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    })
  })
  afterEach(() => void vi.useRealTimers())
}

/** Lets everything that needs no time happen, native promises included. */
export async function drain(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Lets virtual time pass. */
export async function advance(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  await drain()
}

/** How a promise stands, after everything that needs no time has happened. */
export async function stateOf(promise: Promise<string | void>): Promise<string> {
  let state = 'pending'
  const watch = async (): Promise<void> => {
    try {
      const value = await promise
      state = value === undefined ? 'fulfilled' : `fulfilled: ${value}`
    } catch (reason) {
      state = `rejected: ${String(reason)}`
    }
  }
  void watch()
  await drain()
  return state
}
