import { BackgroundTask } from './background-task.ts'
import { checkFunction, checkNumber, MAX_TIMER_MS } from './check-arguments.ts'
import { defineDisposeSymbols } from './define-dispose-symbols.ts'
import type { GracefulShutdown, ShutdownOutcome } from './graceful-shutdown.ts'
import { Interval } from './interval.ts'
import { JobStore } from './job-store.ts'
import type { JobId, Job, JobOwner, JobStatus } from './job.ts'
import type { Logger } from './logger.ts'
import type { TaskScope } from './task-scope.ts'
import type { TaskToken } from './task-token.ts'

export interface AsyncTaskManagerOptions {
  /** How long a finished job is kept, in milliseconds, >= 0. Default: 1 hour. */
  ttlMs?: number | undefined
  /** Milliseconds between two sweeps, 1 to 2147483647. Default: 5 minutes. */
  sweepIntervalMs?: number | undefined
  /**
   * Called in each sweep, after it, and awaited. May fail: that is logged, and sweeping goes on.
   *
   * @param signal aborted when the manager is dropped or aborted
   */
  onSweep?: ((this: void, signal: AbortSignal) => unknown) | undefined
  /** The prefix of every logged line. Default: `Background task`. */
  name?: string | undefined
  /** Default: `console`. */
  logger?: Logger | undefined
}

const MINUTE_MS = 60_000

/**
 * Runs jobs, keeps their results for a while, and removes old ones in the background. This is the
 * clone-shared form of the pattern: all clones are handles on the same jobs and the same loop.
 *
 * A shutdown through any clone stops it for all (CLONE-01) and waits for the jobs in flight, which
 * are all that were submitted before. A drop of the last clone cancels them. Jobs stay readable and
 * can still be cleaned up after either. Each clone counts once, however often it is dropped; see
 * {@link BackgroundTask.clone}.
 *
 * Holes of the original pattern that are closed here: stopping a sweeper took up to 5 minutes, now
 * the signal wakes the sleep (STOP-08); dropping one clone while others live was not specified
 * (CLONE-03 to CLONE-05); a shutdown called by a job or a sweep deadlocked (STOP-07, STOP-09).
 *
 * @example
 * ```ts
 * await using manager = AsyncTaskManager.spawn()
 * const id = manager.submit('session-1', async ({ signal }) => fetch(url, { signal }))
 * manager.status(id) // { state: 'pending', progress: 0 }
 * ```
 */
export class AsyncTaskManager implements GracefulShutdown {
  readonly #jobs: JobStore
  readonly #task: BackgroundTask

  private constructor(jobs: JobStore, task: BackgroundTask) {
    this.#jobs = jobs
    this.#task = task
  }

  /** @throws {TypeError} when an option is out of range */
  static spawn(options: AsyncTaskManagerOptions = {}): AsyncTaskManager {
    const {
      ttlMs = 60 * MINUTE_MS,
      sweepIntervalMs = 5 * MINUTE_MS,
      onSweep,
      name,
      logger,
    } = options
    checkNumber('ttlMs', ttlMs, 0)
    checkNumber('sweepIntervalMs', sweepIntervalMs, 1, MAX_TIMER_MS)
    if (onSweep !== undefined) checkFunction('onSweep', onSweep)
    const jobs = new JobStore(ttlMs)
    const sweep = { intervalMs: sweepIntervalMs, onSweep }
    const task = BackgroundTask.spawn((scope) => sweepLoop(scope, jobs, sweep), { name, logger })
    return new AsyncTaskManager(jobs, task)
  }

  /** How many jobs it knows, finished ones included. */
  get taskCount(): number {
    return this.#jobs.size
  }

  /**
   * Another handle on the same jobs and the same loop. After a shutdown or a drop of this handle it
   * is a stopped one: `submit()` throws, the jobs are readable.
   */
  clone(): AsyncTaskManager {
    return new AsyncTaskManager(this.#jobs, this.#task.clone())
  }

  /**
   * A handle for another thread, on the loop alone: it can shut the manager down and counts like a
   * clone, and takes no jobs. See {@link BackgroundTask.share}.
   *
   * @throws {Error} when the manager was shut down or dropped
   */
  share(): TaskToken {
    return this.#task.share()
  }

  /**
   * Accepts a job and returns its id. The job starts after the current turn. It runs even if a shutdown
   * comes first, which then waits for it.
   *
   * Its failure is not logged: it is kept as its status.
   *
   * @throws {TypeError} when `job` is not a function
   * @throws {Error} when the manager was shut down or dropped
   */
  submit(owner: JobOwner, job: Job): JobId {
    checkFunction('job', job)
    if (!this.#task.isRunning) {
      throw new Error(
        'Expected a running manager for `submit()`, got one that has stopped: spawn a new one',
      )
    }
    return this.#jobs.add(owner, job, this.#task.scope)
  }

  /**
   * Like {@link submit}, for a job that must not outlive a scope: dropping the guard cancels it.
   *
   * @throws {TypeError} when `job` is not a function
   * @throws {Error} when the manager was shut down or dropped
   * @example
   * ```ts
   * using upload = manager.submitWithGuard('session-1', ({ signal }) => send(file, signal))
   * ```
   */
  submitWithGuard(owner: JobOwner, job: Job): JobGuard {
    return new JobGuard(this.submit(owner, job), this.#jobs)
  }

  /** Returns the status of a job, or undefined if the job is unknown or no longer kept. */
  status(id: JobId): JobStatus | undefined {
    return this.#jobs.status(id)
  }

  /**
   * Cancels a job: its status is `cancelled` from now on and its signal is aborted. A job that does
   * not heed the signal is still waited for by a shutdown.
   *
   * @returns whether it was cancelled: false for a job that has finished or is unknown
   */
  cancel(id: JobId): boolean {
    return this.#jobs.cancel(id)
  }

  /** Forgets the jobs that finished `ttlMs` or more ago, as a sweep does. Returns how many. */
  cleanupCompleted(): number {
    return this.#jobs.forgetExpired()
  }

  /** Forgets all finished jobs, failed and cancelled ones included. Returns how many. */
  cleanupCompletedImmediate(): number {
    return this.#jobs.forgetFinished()
  }

  /** Cancels the unfinished jobs of an owner and forgets all of the owner's jobs. Returns how many. */
  cleanupOwner(owner: JobOwner): number {
    return this.#jobs.forgetOwner(owner)
  }

  /** Whether it knows a job of this owner, finished ones included. */
  hasTasks(owner: JobOwner): boolean {
    return this.#jobs.has(owner)
  }

  shutdown(): Promise<void> {
    return this.#task.shutdown()
  }

  shutdownWithin(timeoutMs: number, signal?: AbortSignal): Promise<ShutdownOutcome> {
    return this.#task.shutdownWithin(timeoutMs, signal)
  }

  shutdownWith(cleanup: () => unknown): Promise<void> {
    return this.#task.shutdownWith(cleanup)
  }

  abort(): void {
    this.#task.abort()
  }

  [Symbol.dispose](): void {
    this.#task[Symbol.dispose]()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#task.shutdown()
  }
}

/** What a {@link sweepLoop} does and how often. */
interface Sweep {
  intervalMs: number
  onSweep: ((signal: AbortSignal) => unknown) | undefined
}

/**
 * The loop of an `AsyncTaskManager`, apart from it: a loop that held its own manager would keep it
 * from ever being collected (DROP-10). It ends when the last job has.
 */
async function sweepLoop(scope: TaskScope, jobs: JobStore, sweep: Sweep): Promise<void> {
  const { onSweep } = sweep
  const interval = new Interval({ periodMs: sweep.intervalMs, missedTicks: 'skip' })
  const cancelJobs = (): void => jobs.cancelAll()
  scope.abort.addEventListener('abort', cancelJobs, { once: true })
  while (await interval.tick(scope.stop)) {
    await scope.run((signal) => {
      jobs.forgetExpired()
      return onSweep?.(signal)
    })
  }
  await jobs.settled()
  scope.abort.removeEventListener('abort', cancelJobs)
}

// Before the class, whose methods are named by the symbols.
defineDisposeSymbols()

/** Cancels its job when it is dropped, unless the job has finished. Dropping it again does nothing. */
export class JobGuard implements Disposable {
  readonly id: JobId
  readonly #jobs: JobStore

  constructor(id: JobId, jobs: JobStore) {
    this.id = id
    this.#jobs = jobs
  }

  [Symbol.dispose](): void {
    this.#jobs.cancel(this.id)
  }
}
