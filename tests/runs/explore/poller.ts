import { defineSubject, type SubjectContext } from 'vitest-shutdown'

/** A poller; with a race, it arms its timer one await after it has looked whether to go on. */
class Poller implements Disposable {
  readonly #probe: SubjectContext
  readonly #hasRace: boolean
  #timer: NodeJS.Timeout | undefined
  #run: Promise<void> | undefined
  #shutdown: Promise<void> | undefined
  #isDropped = false

  constructor(probe: SubjectContext, hasRace: boolean) {
    this.#probe = probe
    this.#hasRace = hasRace
    this.#arm()
  }

  shutdown(): Promise<void> {
    if (this.#isDropped) return Promise.resolve()
    this.#shutdown ??= this.#stop()
    return this.#shutdown
  }

  [Symbol.dispose](): void {
    if (this.#isDropped || this.#shutdown !== undefined) return
    this.#isDropped = true
    clearTimeout(this.#timer)
    this.#probe.logger.warn('dropped: call shutdown()')
  }

  #arm(): void {
    this.#timer = setTimeout(() => {
      this.#run = this.#tick()
    }, 1000)
  }

  async #tick(): Promise<void> {
    try {
      await this.#probe.work()
    } catch (error) {
      this.#probe.logger.error('run failed', error)
    }
    if (this.#isDropped || this.#shutdown !== undefined) return
    if (this.#hasRace) await Promise.resolve()
    this.#arm()
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#run
    this.#probe.logger.info('stopped')
  }
}

export const poller = defineSubject({
  name: 'Poller',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new Poller(probe, false),
})

export const racyPoller = defineSubject({
  ...poller,
  name: 'RacyPoller',
  create: (probe) => new Poller(probe, true),
})
