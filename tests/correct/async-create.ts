import { setTimeout as wait } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Reads its settings before it starts, so `create` is asynchronous. */
async function loadSettings(): Promise<{ intervalMs: number }> {
  const { default: settings } = await Promise.resolve({ default: { intervalMs: 15_000 } })
  return settings
}

class ConfigReloader {
  #stop = new AbortController()
  #kill = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #result: Promise<void> | undefined

  static async open(probe: SubjectContext): Promise<ConfigReloader> {
    const { intervalMs } = await loadSettings()
    const reloader = new ConfigReloader()
    reloader.#running = reloader.#reload(probe, intervalMs)
    reloader.#log = probe.logger
    return reloader
  }

  #log: SubjectContext['logger'] = console

  async #reload(probe: SubjectContext, intervalMs: number): Promise<void> {
    while (await this.#elapsed(intervalMs)) {
      // A stop may have come between the end of the sleep and here.
      if (this.#stop.signal.aborted) return
      try {
        await probe.work(this.#kill.signal)
      } catch (cause) {
        if (!this.#kill.signal.aborted) probe.logger.error('reload failed', cause)
      }
    }
  }

  /** False once a stop was asked for, at whatever moment. */
  async #elapsed(ms: number): Promise<boolean> {
    const { signal } = this.#stop
    if (signal.aborted) return false
    await wait(ms, undefined, { signal }).catch(() => {})
    return !signal.aborted
  }

  async shutdown(): Promise<void> {
    if (this.#kill.signal.aborted) return
    this.#stop.abort()
    this.#result ??= this.#finish()
    await this.#result
  }

  async #finish(): Promise<void> {
    await this.#running
    this.#log.info('config reloader stopped')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown()
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#kill.abort()
    this.#log.warn('ConfigReloader disposed of without shutdown()')
  }
}

export const subject: Subject<ConfigReloader> = {
  name: 'ConfigReloader',
  ownership: 'owned',
  intervalMs: 15_000,
  create: (probe) => ConfigReloader.open(probe),
}
