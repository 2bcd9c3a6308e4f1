/** How {@link TaskScope.run} went: `refused` when the task had been told to stop before. */
export type RunResult = 'done' | 'failed' | 'refused'

/**
 * What the loop of a task works with. It references nothing that keeps the owner of the task from being
 * garbage-collected (DROP-10). A loop may keep it, and should keep no other reference to its manager.
 */
export interface TaskScope {
  /** Aborted when the loop must end: by a shutdown, and also by an abort. Wakes every sleep. */
  readonly stop: AbortSignal

  /** Aborted when the run in flight must be cut short. Passed to the work. */
  readonly abort: AbortSignal

  /**
   * Does one run of the work, if the task may still start one (STOP-03).
   *
   * Never rejects: a failure, synchronous or not, `Error` or not, is logged once at error level
   * (WORK-01 to WORK-06). After an abort it is not: the run was told to fail (TIME-05). A result
   * that is no promise is as good as one (WORK-11).
   */
  run(this: void, work: (abort: AbortSignal) => unknown): Promise<RunResult>

  /**
   * Runs something else that a shutdown waits for, such as a job. A shutdown called from inside it does
   * not wait for it. Fulfils and rejects as `work` does.
   */
  enter<T>(this: void, work: () => T): Promise<Awaited<T>>
}

/**
 * The loop of a task: it ends when `scope.stop` is aborted, soon and not before.
 * The promise it returns is what a graceful shutdown waits for.
 */
export type TaskLoop = (scope: TaskScope) => PromiseLike<void>
