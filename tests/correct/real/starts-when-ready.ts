import { Worker } from 'node:worker_threads'
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'

const SOURCE = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', () => {})
parentPort.postMessage('ready')`

/** Ticks once its thread has said that it is ready, and not when that comes after the end. */
export class ReadyTicker implements Disposable {
  protected isEnded = false
  readonly #context: SubjectContext
  readonly #abort = new AbortController()
  readonly #thread = new Worker(SOURCE, { eval: true })
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #shutdown: Promise<void> | undefined

  constructor(context: SubjectContext) {
    this.#context = context
    this.#thread.once('message', () => this.onReady())
  }

  protected onReady(): void {
    if (!this.isEnded) this.tick()
  }

  protected tick(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.#run().finally(() => {
        this.#running = undefined
      })
    }, 10)
  }

  async #run(): Promise<void> {
    try {
      await this.#context.work(this.#abort.signal)
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#context.logger.error('run failed', error)
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#shutdown ??= this.#finish()
    return this.#shutdown
  }

  async #finish(): Promise<void> {
    this.isEnded = true
    clearInterval(this.#timer)
    await this.#running
    await this.#thread.terminate()
    this.#context.logger.info('closed')
  }

  [Symbol.dispose](): void {
    if (this.isEnded) return
    this.isEnded = true
    clearInterval(this.#timer)
    this.#abort.abort()
    void this.#thread.terminate()
    this.#context.logger.warn('dropped: call shutdown()')
  }
}

export const subject: Subject<ReadyTicker> = {
  name: 'starts-when-ready',
  ownership: 'owned',
  clock: 'real',
  intervalMs: 10,
  create: (context) => new ReadyTicker(context),
}
