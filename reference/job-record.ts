import { checkNumber } from './check-arguments.ts'
import type { Job, JobOwner, JobStatus } from './job.ts'

/** One job: its status, and when it finished. Finishing happens once; what comes later has no effect. */
export class JobRecord {
  readonly owner: JobOwner
  readonly #abort: AbortController = new AbortController()
  #status: JobStatus = { state: 'pending', progress: 0 }
  #finishedAtMs: number | undefined

  constructor(owner: JobOwner) {
    this.owner = owner
  }

  get status(): JobStatus {
    return this.#status
  }

  get isFinished(): boolean {
    return this.#finishedAtMs !== undefined
  }

  /** How long ago it finished, in milliseconds; undefined before. */
  get finishedForMs(): number | undefined {
    return this.#finishedAtMs === undefined ? undefined : performance.now() - this.#finishedAtMs
  }

  /** Runs the job, unless it was cancelled before. Never rejects: a failure is its status. */
  async execute(job: Job): Promise<void> {
    if (this.isFinished) return
    this.#status = { state: 'running', progress: 0 }
    try {
      const result: unknown = await job({
        signal: this.#abort.signal,
        reportProgress: (fraction) => this.#reportProgress(fraction),
      })
      this.#finish({ state: 'completed', progress: 1, result })
    } catch (error) {
      this.#finish({ state: 'failed', progress: this.#status.progress, error })
    }
  }

  /** Returns whether it was this call that ended the job. */
  cancel(): boolean {
    if (this.isFinished) return false
    this.#finish({ state: 'cancelled', progress: this.#status.progress })
    this.#abort.abort()
    return true
  }

  #reportProgress(fraction: number): void {
    checkNumber('fraction', fraction, Number.NEGATIVE_INFINITY)
    if (this.isFinished) return
    this.#status = { state: 'running', progress: Math.min(1, Math.max(0, fraction)) }
  }

  #finish(status: JobStatus): void {
    if (this.isFinished) return
    this.#finishedAtMs = performance.now()
    this.#status = status
  }
}
