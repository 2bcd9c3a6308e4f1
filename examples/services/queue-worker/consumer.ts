import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { MemoryQueue, Message } from './memory-queue.ts'

export interface ConsumerOptions<T> {
  queue: MemoryQueue<T>
  handle(message: Message<T>, signal: AbortSignal): Promise<void>
  /** How many messages are worked on at once. */
  batch: number
  /** The wait after an empty look; doubles with each up to `maxPollMs`. */
  pollMs: number
  maxPollMs: number
}

interface ConsumerEvents {
  done: [message: Message]
  failed: [message: Message, error: unknown]
}

/** Polls a queue until it is told to stop. */
export class Consumer<T> extends EventEmitter<ConsumerEvents> {
  readonly #options: ConsumerOptions<T>
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  #loop: Promise<void> | undefined

  constructor(options: ConsumerOptions<T>) {
    super()
    this.#options = options
  }

  start(): this {
    this.#loop ??= this.#run()
    return this
  }

  /** Takes no further message, and lets those in hand finish for at most `graceMs`. */
  async stop(graceMs: number): Promise<'finished' | 'aborted'> {
    this.#stop.abort()
    const deadline = setTimeout(() => this.#abort.abort(), graceMs)
    await this.#loop
    clearTimeout(deadline)
    return this.#abort.signal.aborted ? 'aborted' : 'finished'
  }

  async #run(): Promise<void> {
    const { queue, batch, pollMs, maxPollMs } = this.#options
    const { signal } = this.#stop
    let waitMs = pollMs
    while (!signal.aborted) {
      const messages = queue.receive(batch)
      if (messages.length > 0) {
        waitMs = pollMs
        await Promise.all(messages.map((message) => this.#work(message)))
      } else {
        await sleep(waitMs, undefined, { signal }).catch(() => {})
        waitMs = Math.min(waitMs * 2, maxPollMs)
      }
    }
  }

  async #work(message: Message<T>): Promise<void> {
    const { queue, handle } = this.#options
    try {
      await handle(message, this.#abort.signal)
      queue.acknowledge(message.id)
      this.emit('done', message)
    } catch (error) {
      queue.release(message.id)
      this.emit('failed', message, error)
    }
  }
}
