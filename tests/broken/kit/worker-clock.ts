/** Breaks KIT-00: its clock ticks in a worker thread, which has timers of its own. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

const CLOCK = `
const { parentPort, workerData } = require('node:worker_threads')
setInterval(() => parentPort.postMessage('tick'), workerData)
`

class WorkerClock {
  readonly #worker: Worker
  readonly #probe: SubjectContext
  readonly #abort = new AbortController()
  #run: Promise<void> | undefined
  #stopped: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#worker = new Worker(CLOCK, { eval: true, workerData: intervalMs })
    this.#worker.on('message', () => {
      this.#run ??= this.#attempt()
    })
  }

  async #attempt(): Promise<void> {
    await Promise.resolve()
    try {
      if (!this.#stopped && !this.#abort.signal.aborted) await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#probe.logger.error('run failed', error)
    }
    this.#run = undefined
  }

  async #stop(): Promise<void> {
    await this.#run
    const exited = once(this.#worker, 'exit')
    await this.#worker.terminate()
    await exited
    this.#probe.logger.info('shut down')
  }

  async shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return
    this.#stopped ??= this.#stop()
    await this.#stopped
  }

  [Symbol.dispose](): void {
    if (this.#stopped || this.#abort.signal.aborted) return
    void this.#worker.terminate()
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<WorkerClock> = {
  name: 'worker-clock',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new WorkerClock(probe, 1000),
}
