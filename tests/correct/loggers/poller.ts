import type { Subject } from '../../../harness/model/subject.ts'

/** As much of a logger as a poller needs. */
export interface PollerLog {
  info(message: string): void
  warn(message: string): void
  error(message: string, error: unknown): void
}

/** What a poller keeps to itself. */
export type Silence = 'drop' | 'success' | 'failure'

/** Polls every second, and logs by whatever it is given. */
class Poller {
  readonly #log: PollerLog
  readonly #silence: Silence | undefined
  readonly #timer: NodeJS.Timeout
  #run: Promise<void> | undefined
  #end: Promise<void> | undefined
  #isDropped = false

  constructor(work: () => void | Promise<void>, log: PollerLog, silence?: Silence) {
    this.#log = log
    this.#silence = silence
    this.#timer = setInterval(() => {
      this.#run ??= this.#poll(work).finally(() => {
        this.#run = undefined
      })
    }, 1000)
  }

  async #poll(work: () => void | Promise<void>): Promise<void> {
    // So that the run is known before it begins.
    await Promise.resolve()
    if (this.#end !== undefined || this.#isDropped) return
    try {
      await work()
    } catch (error) {
      if (this.#silence !== 'failure') this.#log.error('poll failed', error)
    }
  }

  async stop(): Promise<void> {
    if (this.#isDropped) return
    this.#end ??= this.#stop()
    await this.#end
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#run
    if (this.#silence !== 'success') this.#log.info('poller stopped')
  }

  [Symbol.dispose](): void {
    if (this.#end !== undefined || this.#isDropped) return
    this.#isDropped = true
    clearInterval(this.#timer)
    if (this.#silence !== 'drop') this.#log.warn('poller dropped; call await stop()')
  }
}

/** A subject that logs by `log`, and of one thing, where that is named, says nothing. */
export function createPoller(log: PollerLog, silence?: Silence): Subject<Poller> {
  return {
    name: 'Poller',
    ownership: 'owned',
    intervalMs: 1000,
    create: ({ work }) => new Poller(work, log, silence),
    shutdown: (poller) => poller.stop(),
  }
}
