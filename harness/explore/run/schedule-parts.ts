import type { ManagerDriver } from '../../rig/manager-driver.ts'
import type { ProcessGuard } from '../../rig/process-guard.ts'
import type { WorkTraits } from '../../rig/work.ts'
import type { DriveParts } from './driven-task.ts'
import type { ExploreTime } from './explore-time.ts'

/** What a schedule runs on; the same for all schedules of an exploration. */
export interface ScheduleParts extends Pick<DriveParts, 'outside'> {
  readonly driver: ManagerDriver
  readonly time: ExploreTime
  readonly guard: ProcessGuard
  /** Clones that are there from the beginning. */
  readonly clones: number
  /** How the work of the subject is, by what it declares. */
  readonly traits: WorkTraits
  /** Virtual milliseconds in which the last timers may end once the task has. */
  readonly restMs: number
}
