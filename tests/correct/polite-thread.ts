import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

const INTERVAL_MS = 10

/** Sleeps on a cell of shared memory; done when it is written to, at its own pace. */
const SLEEPER = `
const { parentPort, workerData: { flag, intervalMs } } = require('node:worker_threads')
async function live() {
  while (Atomics.wait(flag, 0, 0, intervalMs) === 'timed-out') {
    parentPort.postMessage('due')
    await new Promise((resolve) => parentPort.once('message', resolve))
  }
  parentPort.close()
}
void live()
`

/** Its thread is asked to end by shared memory, and ends by itself; `create` waits until it is up. */
class PoliteThread implements Disposable, AsyncDisposable {
  readonly #flag = new Int32Array(new SharedArrayBuffer(4))
  readonly #abort = new AbortController()
  readonly #probe: SubjectContext
  readonly #thread: Worker
  readonly #exited: Promise<unknown>
  #end: Promise<void> | undefined

  private constructor(probe: SubjectContext) {
    this.#probe = probe
    const workerData = { flag: this.#flag, intervalMs: INTERVAL_MS }
    this.#thread = new Worker(SLEEPER, { eval: true, workerData })
    this.#exited = new Promise((resolve) => this.#thread.once('exit', resolve))
    this.#thread.on('message', () => void this.#run())
  }

  static async open(probe: SubjectContext): Promise<PoliteThread> {
    const manager = new PoliteThread(probe)
    await once(manager.#thread, 'online')
    return manager
  }

  async #run(): Promise<void> {
    if (this.#end === undefined && !this.#abort.signal.aborted) {
      try {
        await this.#probe.work(this.#abort.signal)
      } catch (error) {
        this.#report(error)
      }
    }
    // The thread has a run acknowledged before it goes on, or ends.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.#thread.postMessage('done')
  }

  #report(error: unknown): void {
    if (this.#abort.signal.aborted) return
    try {
      this.#probe.logger.error('run failed', error)
    } catch {
      // Go on.
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#end ??= this.#finish()
    return this.#end
  }

  async #finish(): Promise<void> {
    Atomics.store(this.#flag, 0, 1)
    Atomics.notify(this.#flag, 0)
    await this.#exited
    this.#probe.logger.info('thread has ended')
  }

  [Symbol.dispose](): void {
    if (this.#end !== undefined || this.#abort.signal.aborted) return
    this.#abort.abort()
    void this.#thread.terminate()
    this.#probe.logger.warn('dropped without shutdown()')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }
}

export const subject: Subject<PoliteThread> = {
  name: 'PoliteThread',
  ownership: 'owned',
  clock: 'real',
  intervalMs: INTERVAL_MS,
  create: (probe) => PoliteThread.open(probe),
}
