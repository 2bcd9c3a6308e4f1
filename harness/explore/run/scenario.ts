/** What one run of the work does. */
type RunKind =
  /** Returns a promise that is fulfilled. */
  | 'quick'
  /** Takes a while, and rejects as soon as its signal is aborted. */
  | 'slow'
  /** Takes a while, whatever its signal says. */
  | 'deaf'
  /** Rejects after a while. */
  | 'fails'
  /** Throws. */
  | 'throws'
  /** Returns nothing. */
  | 'plain'

/** One run of the scenario; the time it takes in intervals of the subject. */
export interface ScenarioRun {
  readonly kind: RunKind
  readonly intervals: number
}

/**
 * The runs of every schedule: all that a run can do, a slow one over the next tick among them.
 *
 * What comes after them is like the first.
 */
export const scenario: readonly ScenarioRun[] = [
  { kind: 'quick', intervals: 0 },
  { kind: 'slow', intervals: 1.5 },
  { kind: 'fails', intervals: 0.25 },
  { kind: 'deaf', intervals: 0.5 },
  { kind: 'throws', intervals: 0 },
  { kind: 'plain', intervals: 0 },
]

/** The number of the run `n` that a failure of the scenario ends, for messages of errors. */
export function findScenarioRun(n: number): ScenarioRun {
  return scenario[n - 1] ?? { kind: 'quick', intervals: 0 }
}
