// What everything that checks or runs managers in one process shares: there is one set of globals to
// patch, so all of these go through here, whoever starts them.

import type { Worker } from 'node:worker_threads'
import { ClockError } from '../clock/clock-error.ts'
import { prepareOutput } from '../platform/output/take-output.ts'
import { DAY_MS } from '../text/format-ms.ts'

/** The end of the last check that was asked for: two at a time would meet on the same globals. */
let queue: Promise<unknown> = Promise.resolve()

/** How many tasks need output prepared; and what undoes that after the last. */
let preparations = 0
let unprepare: (() => void) | undefined

/** Calls `task` with all in place that takes over output, so that each trial in it need not see to it. */
export async function withOutputPrepared<T>(task: () => Promise<T>): Promise<T> {
  preparations += 1
  unprepare ??= prepareOutput()
  try {
    return await task()
  } finally {
    preparations -= 1
    if (preparations === 0) {
      unprepare()
      unprepare = undefined
    }
  }
}

/** Runs `task` when everything that was asked for before has ended. */
export function enqueue<T>(task: () => Promise<T>): Promise<T> {
  const result = queue.then(() => withOutputPrepared(task))
  queue = result.catch(() => {})
  return result
}

let isVirtualRunUnderWay = false

/**
 * Notes that a `runVirtual()` begins.
 *
 * @returns the function that notes its end
 * @throws {ClockError} when one is under way
 */
export function enterVirtualRun(): () => void {
  if (isVirtualRunUnderWay) {
    throw new ClockError(
      'CLOCK_INSTALLED',
      'Cannot start runVirtual(): another one is running, and there is only one virtual time. ' +
        'Await it first, or do both in one body.',
    )
  }
  isVirtualRunUnderWay = true
  return () => {
    isVirtualRunUnderWay = false
  }
}

/** The start of the next trial day, in milliseconds since the epoch. */
let nextDayMs = 0

/**
 * The first instant of the next trial or exploration: a midnight (UTC) after all that was before, so
 * that what is aligned to the wall clock behaves alike in each, and time never runs backwards for
 * what a module keeps in between.
 *
 * @param realNowMs the real time
 */
export function beginTrialDay(realNowMs: number): number {
  nextDayMs = Math.max(nextDayMs, Math.ceil(realNowMs / DAY_MS) * DAY_MS)
  return nextDayMs
}

/** Notes that a trial or an exploration has ended, so long after it began. */
export function endTrialDay(elapsedMs: number): void {
  nextDayMs += Math.ceil((elapsedMs + 1) / DAY_MS) * DAY_MS
}

const ownThreads = new WeakSet<Worker>()

/** Notes that a thread is the harness's own. */
export function markOwnThread(worker: Worker): void {
  ownThreads.add(worker)
}

/** Whether a thread is one of the harness's, and not of the subject. */
export function isOwnThread(worker: Worker): boolean {
  return ownThreads.has(worker)
}
