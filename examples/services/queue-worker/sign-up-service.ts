import { Consumer } from './consumer.ts'
import { HashThread } from './hash-thread.ts'
import { MemoryQueue } from './memory-queue.ts'
import { MetricsExporter, type MetricsExporterOptions } from './metrics-exporter.ts'

export interface SignUp {
  user: string
  password: string
}

export interface SignUpServiceOptions {
  metrics: MetricsExporterOptions
  visibilityMs?: number
  graceMs?: number
}

/** Takes sign-ups from a queue and keeps the hashes of their passwords. */
export class SignUpService {
  readonly queue: MemoryQueue<SignUp>
  readonly hashes = new Map<string, string>()
  readonly #consumer: Consumer<SignUp>
  readonly #metrics: MetricsExporter
  readonly #thread = new HashThread()
  readonly #graceMs: number
  #stopped: Promise<void> | undefined

  constructor({ metrics, visibilityMs = 30_000, graceMs = 10_000 }: SignUpServiceOptions) {
    this.#graceMs = graceMs
    this.queue = new MemoryQueue({ visibilityMs, maxAttempts: 3 })
    this.#metrics = new MetricsExporter(metrics)
    this.#consumer = new Consumer({
      queue: this.queue,
      handle: async ({ body: { user, password } }) => {
        if (password === '') throw new Error('no password')
        this.hashes.set(user, await this.#thread.hash(password, user))
      },
      batch: 4,
      pollMs: 5,
      maxPollMs: 100,
    })
    this.#consumer.on('done', () => this.#metrics.count('done'))
    this.#consumer.on('failed', () => this.#metrics.count('failed'))
  }

  start(): void {
    process.on('SIGTERM', this.#onSignal)
    process.on('SIGINT', this.#onSignal)
    this.#consumer.start()
  }

  /** Finishes what is in hand and sends the last counts. Every call waits for the same end. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop())
  }

  readonly #onSignal = (): void => void this.stop()

  async #stop(): Promise<void> {
    process.off('SIGTERM', this.#onSignal)
    process.off('SIGINT', this.#onSignal)
    await this.#consumer.stop(this.#graceMs)
    this.queue.close()
    await Promise.all([this.#metrics.close(), this.#thread.close()])
  }
}
