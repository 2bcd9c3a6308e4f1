import type { Worker } from 'node:worker_threads'
import { isOwnThread } from './one-process.ts'
import type { TimelineEvent } from '../model/report.ts'
import type { Timeline } from '../model/timeline.ts'

/** A worker thread of the subject. */
export interface WatchedThread {
  /** 1 for the first. */
  readonly n: number
  readonly worker: Worker
  /** Set when its `exit` has been emitted. */
  exited: TimelineEvent | undefined
}

/** Notes the worker threads that are started during a trial, and their ends. */
export class ThreadWatch {
  readonly threads: WatchedThread[] = []
  readonly #timeline: Timeline

  constructor(timeline: Timeline) {
    this.#timeline = timeline
  }

  install(): void {
    process.on('worker', this.#onWorker)
  }

  uninstall(): void {
    process.off('worker', this.#onWorker)
  }

  /** Ends what is left, so that a thread of one check is not met by the next. */
  async terminate(): Promise<void> {
    const left = this.threads.filter(({ exited }) => exited === undefined)
    await Promise.all(left.map(({ worker }) => worker.terminate()))
  }

  /** Told in the tick after the thread was started. */
  readonly #onWorker = (worker: Worker): void => {
    if (isOwnThread(worker)) return
    const n = this.threads.length + 1
    const thread: WatchedThread = { n, worker, exited: undefined }
    this.threads.push(thread)
    this.#timeline.add(`thread #${n} started`)
    // Before the listeners of the subject: it may fulfil its promise in one of them.
    worker.prependOnceListener('exit', () => {
      thread.exited = this.#timeline.add(`thread #${n} exited`)
    })
  }
}
