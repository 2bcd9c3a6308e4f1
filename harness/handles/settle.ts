import { real } from '../platform/real-time.ts'
import { markWatching } from '../stack/script-owner.ts'
import { makeOwn } from '../clock/stand-in.ts'

markWatching(import.meta.url)

/** What is closing needs a turn or two; a child that was killed some tens of milliseconds. */
const PAUSES_MS = [1, 2, 5, 10, 20, 40]

/** Waits for one turn of the real event loop. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    makeOwn(() => real.setImmediate(resolve))
  })
}

/** Waits for `ms` milliseconds of real time. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    makeOwn(() => real.setTimeout(resolve, ms))
  })
}

/**
 * Waits, in real time, until something is the case, with pauses that grow. Where it is the case
 * already, nothing is waited for.
 *
 * @param limitMs how long to wait at most
 * @returns whether it is the case
 */
export async function settle(isSettled: () => boolean, limitMs: number): Promise<boolean> {
  // By the pauses, not by the clock: a machine that stalls must not use up the time.
  let leftMs = limitMs
  for (let step = 0; !isSettled(); step++) {
    if (leftMs <= 0) return false
    const pauseMs = Math.min(PAUSES_MS[step] ?? 50, leftMs)
    await sleep(pauseMs)
    leftMs -= pauseMs
  }
  return true
}
