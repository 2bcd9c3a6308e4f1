import { DAY_MS } from '../text/format-ms.ts'

let nextMs = 0

/**
 * The first instant of the next trial or exploration: a midnight (UTC) after all that was before, so
 * that what is aligned to the wall clock behaves alike in each, and time never runs backwards for
 * what a module keeps in between.
 *
 * @param realNowMs the real time
 */
export function beginTrialDay(realNowMs: number): number {
  nextMs = Math.max(nextMs, Math.ceil(realNowMs / DAY_MS) * DAY_MS)
  return nextMs
}

/** Notes that a trial or an exploration has ended, so long after it began. */
export function endTrialDay(elapsedMs: number): void {
  nextMs += Math.ceil((elapsedMs + 1) / DAY_MS) * DAY_MS
}
