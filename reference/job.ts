/** Names a job within its manager; unique across managers. */
export type JobId = string

/** Whom a job belongs to, such as a process or a session. */
export type JobOwner = string | number

/** What a job is given. */
export interface JobContext {
  /** Aborted when the job is cancelled or the manager is dropped or aborted. */
  readonly signal: AbortSignal
  /**
   * Sets the progress that `status()` shows, clamped to 0 to 1. Has no effect once the job ended.
   *
   * @throws {TypeError} when `fraction` is not a finite number
   */
  reportProgress(this: void, fraction: number): void
}

/** One-off work. What it returns, or fulfils with, is kept as its result. */
export type Job = (context: JobContext) => unknown

/**
 * Where a job stands. `progress` goes from 0 to 1; a failed or cancelled job keeps what it reported
 * last.
 */
export type JobStatus =
  | { readonly state: 'pending'; readonly progress: number }
  | { readonly state: 'running'; readonly progress: number }
  | { readonly state: 'completed'; readonly progress: number; readonly result: unknown }
  | { readonly state: 'failed'; readonly progress: number; readonly error: unknown }
  | { readonly state: 'cancelled'; readonly progress: number }
