import { adopt } from '../../reference/adopt.ts'
import { AsyncTaskManager } from '../../reference/async-task-manager.ts'
import { BackgroundTask } from '../../reference/background-task.ts'
import type { GracefulShutdown } from '../../reference/graceful-shutdown.ts'
import { Interval } from '../../reference/interval.ts'
import type { Logger } from '../../reference/logger.ts'
import { SchedulerTask } from '../../reference/scheduler-task.ts'

/** Does one run of the work. */
type Work = (signal: AbortSignal) => unknown

/** One way to make a manager that calls the work every second. */
export interface ManagerKind {
  kind: string
  /** How many of the runs that a long one kept from starting are made up after it. */
  lateRuns: 0 | 1
  spawn(this: void, work: Work, logger?: Logger): GracefulShutdown
}

/** Everything that implements `GracefulShutdown`, with an interval of one second. */
export const managerKinds: ManagerKind[] = [
  {
    kind: 'BackgroundTask',
    lateRuns: 1,
    spawn: (work, logger) =>
      BackgroundTask.spawn(
        async ({ stop, run }) => {
          const interval = new Interval({ periodMs: 1000, missedTicks: 'skip' })
          while (await interval.tick(stop)) await run(work)
        },
        { logger },
      ),
  },
  {
    kind: 'SchedulerTask',
    lateRuns: 1,
    spawn: (work, logger) =>
      SchedulerTask.spawn({ schedule: work, quantumMicros: 1_000_000, logger }),
  },
  {
    kind: 'AsyncTaskManager',
    lateRuns: 1,
    spawn: (work, logger) =>
      AsyncTaskManager.spawn({ onSweep: work, sweepIntervalMs: 1000, logger }),
  },
  {
    kind: 'an adopted setInterval()',
    lateRuns: 0,
    spawn: (work, logger) =>
      adopt({
        logger,
        work,
        start: (run) => setInterval(() => void run(), 1000),
        stop: (timer) => clearInterval(timer),
      }),
  },
]
