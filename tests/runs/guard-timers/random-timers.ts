/** What becomes of a timer: it is cleared at once, or later, or it fires, or it is left. */
export type Fate = 'at once' | 'later' | 'fires' | 'left'

/** A timer that a test sets: at which of the sites, and what becomes of it. */
export interface PlannedTimer {
  readonly site: number
  readonly fate: Fate
}

export const SITES = 12
export const SEEDS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8]

/** The timers of a test: hundreds to thousands in a random order, of which a few are left. */
export function planTimers(seed: number): PlannedTimer[] {
  const random = createRandom(seed)
  const count = 300 + random(1500)
  return Array.from({ length: count }, () => ({
    site: random(SITES),
    fate: findFate(random(1000)),
  }))
}

/** The sites, in order, at which a test leaves timers, and how many. */
export function countLeft(seed: number): Map<number, number> {
  const left = planTimers(seed).filter(({ fate }) => fate === 'left')
  const counts = new Map<number, number>()
  for (const { site } of left.toSorted((a, b) => a.site - b.site))
    counts.set(site, (counts.get(site) ?? 0) + 1)
  return counts
}

function findFate(number: number): Fate {
  if (number < 4) return 'left'
  if (number < 400) return 'later'
  return number < 500 ? 'fires' : 'at once'
}

/** Whole numbers below a limit, the same for a seed everywhere. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}
