import type { Slice } from './explore-options.ts'
import type { ExploreCoverage } from './explore-report.ts'

/** How far a search may go. */
export interface Limits {
  /** Real milliseconds. Default: no limit. */
  readonly budgetMs?: number
  /** Schedules; plans of one operation are run beyond it. Default: no limit. */
  readonly maxSchedules?: number
  /** Steps of all schedules together. Default: no limit. */
  readonly maxSteps?: number
  /** Whether sequences of three and more go on once a stated number has run, as far as the other limits let them. */
  readonly goesDeep?: boolean
  /** The part of that stated number that this search runs, > 0 and <= 1. Default: all. */
  readonly part?: number
  /** Whether pairs end with those that stand for the others. Default: all are run. */
  readonly isBrief?: boolean
  /** Default: the whole space. */
  readonly slice?: Slice
  onProgress?(this: void, coverage: ExploreCoverage): void
}
