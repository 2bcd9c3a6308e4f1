import { randomUUID } from 'node:crypto'

import { JobRecord } from './job-record.ts'
import type { Job, JobId, JobOwner, JobStatus } from './job.ts'
import type { TaskScope } from './task-scope.ts'

/** The jobs of an `AsyncTaskManager`, shared by all its clones and by its loop. */
export class JobStore {
  readonly #ttlMs: number
  readonly #records: Map<JobId, JobRecord> = new Map()
  /** Jobs whose code may still be running, cancelled and forgotten ones included. */
  readonly #inFlight: Set<Promise<void>> = new Set()

  constructor(ttlMs: number) {
    this.#ttlMs = ttlMs
  }

  get size(): number {
    return this.#records.size
  }

  add(owner: JobOwner, job: Job, scope: TaskScope): JobId {
    const id = randomUUID()
    const record = new JobRecord(owner)
    this.#records.set(id, record)
    const inFlight = this.#execute(record, job, scope)
    this.#inFlight.add(inFlight)
    void inFlight.then(() => this.#inFlight.delete(inFlight))
    return id
  }

  status(id: JobId): JobStatus | undefined {
    return this.#records.get(id)?.status
  }

  cancel(id: JobId): boolean {
    return this.#records.get(id)?.cancel() ?? false
  }

  cancelAll(): void {
    for (const record of this.#records.values()) record.cancel()
  }

  has(owner: JobOwner): boolean {
    for (const record of this.#records.values()) if (record.owner === owner) return true
    return false
  }

  /** Forgets the jobs that finished `ttlMs` or more ago. Returns how many. */
  forgetExpired(): number {
    return this.#forget(({ finishedForMs = -1 }) => finishedForMs >= this.#ttlMs)
  }

  /** Forgets the jobs that have finished. Returns how many. */
  forgetFinished(): number {
    return this.#forget((record) => record.isFinished)
  }

  /** Cancels the jobs of an owner and forgets them. Returns how many. */
  forgetOwner(owner: JobOwner): number {
    return this.#forget((record) => {
      if (record.owner !== owner) return false
      record.cancel()
      return true
    })
  }

  /** Waits until no job runs. Only for a store that gets no new ones. */
  async settled(): Promise<void> {
    await Promise.all(this.#inFlight)
  }

  async #execute(record: JobRecord, job: Job, scope: TaskScope): Promise<void> {
    // Not in the turn of the caller, who does not have the id yet.
    await Promise.resolve()
    await scope.enter(() => record.execute(job))
  }

  #forget(isForgotten: (record: JobRecord) => boolean): number {
    let forgotten = 0
    for (const [id, record] of this.#records) {
      if (!isForgotten(record)) continue
      this.#records.delete(id)
      forgotten += 1
    }
    return forgotten
  }
}
