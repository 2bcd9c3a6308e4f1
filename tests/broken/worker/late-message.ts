/** Breaks STOP-03 in real time: an answer of the thread that is on its way at shutdown() still becomes a run. */
import { Worker } from 'node:worker_threads'
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'

const SOURCE = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', (n) => parentPort.postMessage(n * 2))`

class LateMessage {
  readonly #context: SubjectContext
  readonly #thread = new Worker(SOURCE, { eval: true })
  readonly #timer: NodeJS.Timeout
  #inFlight: Promise<void> | undefined
  #closed: Promise<void> | undefined
  #dropped = false

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#timer = setInterval(() => {
      this.#inFlight ??= this.#recalculate().finally(() => {
        this.#inFlight = undefined
      })
    }, everyMs)
  }

  async #recalculate(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#thread.once('message', () => resolve())
      this.#thread.once('exit', () => resolve())
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      this.#thread.postMessage(21)
    })
    if (this.#dropped) return
    try {
      await this.#context.work()
    } catch (error) {
      this.#context.logger.error('recalculation failed', error)
    }
  }

  shutdown(): Promise<void> {
    if (this.#dropped) return Promise.resolve()
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#inFlight
    await this.#thread.terminate()
    this.#context.logger.info('closed')
  }

  [Symbol.dispose](): void {
    if (this.#closed || this.#dropped) return
    this.#dropped = true
    clearInterval(this.#timer)
    void this.#thread.terminate()
    this.#context.logger.warn('dropped; call await shutdown()')
  }
}

export const subject: Subject<LateMessage> = {
  name: 'late-message',
  ownership: 'owned',
  intervalMs: 20,
  clock: 'real',
  create: (context) => new LateMessage(context, 20),
}
