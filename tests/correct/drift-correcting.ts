import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Aims at multiples of the interval on the monotonic clock, and lets go of those that have passed. */
class Metronome {
  readonly #probe: SubjectContext
  readonly #intervalMs: number
  readonly #originMs = performance.now()
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #beat: Promise<void> | undefined
  #end: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#intervalMs = intervalMs
    this.#aim()
  }

  #aim(): void {
    if (this.#end || this.#abort.signal.aborted) return
    const elapsedMs = performance.now() - this.#originMs
    const nextMs = (Math.floor(elapsedMs / this.#intervalMs) + 1) * this.#intervalMs
    this.#timer = setTimeout(() => this.#strike(), nextMs - elapsedMs)
  }

  #strike(): void {
    let struck = (): void => {}
    this.#beat = new Promise((resolve) => {
      struck = resolve
    })
    void this.#play().then(() => {
      this.#beat = undefined
      this.#aim()
      struck()
    })
  }

  async #play(): Promise<void> {
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (this.#abort.signal.aborted) return
      try {
        this.#probe.logger.error('off beat', error)
      } catch {
        // The show goes on.
      }
    }
  }

  /** The same promise at every call. */
  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) this.#end ??= Promise.resolve()
    this.#end ??= this.#rest()
    return this.#end
  }

  async #rest(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#beat
    this.#probe.logger.info('metronome shut down')
  }

  [Symbol.dispose](): void {
    if (this.#end || this.#abort.signal.aborted) return
    clearTimeout(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('Metronome dropped without shutdown()')
  }
}

export const subject: Subject<Metronome> = {
  name: 'Metronome',
  ownership: 'owned',
  intervalMs: 750,
  create: (probe) => new Metronome(probe, 750),
}
