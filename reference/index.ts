/**
 * Managers that implement the pattern, and the parts they are built from.
 *
 * @module vitest-shutdown/reference
 */

export { adopt } from './adopt.ts'
export type { AdoptOptions } from './adopt.ts'
export {
  AsyncTaskManager,
  type AsyncTaskManagerOptions,
  type JobGuard,
} from './async-task-manager.ts'
export { attachTask } from './attached-task.ts'
export type { AttachedTask } from './attached-task.ts'
export { BackgroundTask } from './background-task.ts'
export type { BackgroundTaskOptions } from './background-task.ts'
export type { Closable, ClosableManager, Closer, ShutdownPart, ShutdownReason } from './closable.ts'
export { closeInReverse } from './close-in-reverse.ts'
export type { CloseInReverseOptions } from './close-in-reverse.ts'
export type { PartReport, ShutdownReport } from './reverse-shutdown.ts'
export type { GracefulShutdown, ShutdownOutcome } from './graceful-shutdown.ts'
export { Interval } from './interval.ts'
export type { IntervalOptions, MissedTicks } from './interval.ts'
export type { Job, JobContext, JobId, JobOwner, JobStatus } from './job.ts'
export type { Logger } from './logger.ts'
export type { SchedulerStats } from './quantum-loop.ts'
export type { PacingStats } from './precise-interval.ts'
export type { ProcessLike } from './process-like.ts'
export { shutdownOnSignals } from './shutdown-on-signals.ts'
export type { ShutdownOnSignalsOptions, SignalHandlers } from './shutdown-on-signals.ts'
export { SchedulerTask } from './scheduler-task.ts'
export type { SchedulerTaskOptions } from './scheduler-task.ts'
export type { RunResult, TaskLoop, TaskScope } from './task-scope.ts'
export type { TaskToken } from './task-token.ts'
