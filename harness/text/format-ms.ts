/** A virtual day, the longest that any check waits. */
export const DAY_MS = 86_400_000

const UNITS: readonly (readonly [number, string])[] = [
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
]

/** Writes milliseconds as people read them: `500 ms`, `3500 ms`, `30 s`, `24 h`. */
export function formatMs(ms: number): string {
  // Of a day it does not matter whether it was a second more.
  if (ms >= 36_000_000) return `${Math.round(ms / 3_600_000)} h`
  for (const [unitMs, unit] of UNITS) {
    // Below ten of a unit the smaller one is easier to compare with the timeline.
    if (ms >= 10 * unitMs && ms % unitMs === 0) return `${ms / unitMs} ${unit}`
  }
  return `${ms} ms`
}
