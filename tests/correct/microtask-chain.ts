import { setTimeout as sleep } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

type Step = () => void | Promise<void>

/** Its shutdown goes through a stack of asynchronous layers, none of which takes any time. */
class LayeredService {
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #probe: SubjectContext
  readonly #loop: Promise<void>
  #closing: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#loop = this.#serve(intervalMs)
  }

  async #serve(intervalMs: number): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#pause(intervalMs)
      if (this.#stop.signal.aborted) break
      await this.#layer(12, () => this.#work())
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => {})
  }

  async #work(): Promise<void> {
    // The layers took some microtasks, in which a shutdown may have come.
    if (this.#stop.signal.aborted) return
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#complain(error)
    }
  }

  #complain(error: unknown): void {
    try {
      this.#probe.logger.error('service failed', error)
    } catch {
      // Carry on.
    }
  }

  async #layer(depth: number, step: Step): Promise<void> {
    await Promise.resolve()
    if (depth > 0) await this.#layer(depth - 1, step)
    else await step()
    await Promise.resolve()
  }

  async #close(): Promise<void> {
    await this.#loop
    for (let layer = 0; layer < 200; layer++) await Promise.resolve(layer)
    await this.#layer(50, () => this.#probe.logger.info('all layers are down'))
  }

  async shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return
    this.#stop.abort()
    this.#closing ??= this.#close()
    await this.#layer(3, async () => await this.#closing)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown()
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    this.#probe.logger.warn('LayeredService: dropped, not shut down: await service.shutdown()')
  }
}

export const subject: Subject<LayeredService> = {
  name: 'LayeredService',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new LayeredService(probe, 1000),
}
