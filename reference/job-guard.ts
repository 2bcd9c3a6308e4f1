import type { JobStore } from './job-store.ts'
import type { JobId } from './job.ts'
import { defineDisposeSymbols } from './define-dispose-symbols.ts'

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
