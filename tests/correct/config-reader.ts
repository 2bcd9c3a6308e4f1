import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

const CONFIG = fileURLToPath(import.meta.url)

/** Reads a real file before each run: some of what it waits for takes no virtual time. */
class ConfigReader {
  readonly #probe: SubjectContext
  readonly #intervalMs: number
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #reload: Promise<void> | undefined
  #state: 'on' | 'stopping' | 'dropped' = 'on'
  #stopped: Promise<void> | undefined
  bytes = 0

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#intervalMs = intervalMs
    this.#arm()
  }

  #arm(): void {
    this.#timer = setTimeout(() => {
      this.#reload = this.#load().finally(() => {
        this.#reload = undefined
        if (this.#state === 'on') this.#arm()
      })
    }, this.#intervalMs)
  }

  async #load(): Promise<void> {
    const { signal } = this.#abort
    try {
      const config = await readFile(CONFIG, { signal })
      this.bytes = config.length
      // It may have been stopped while the file was read.
      if (this.#state === 'on') await this.#probe.work(signal)
    } catch (error) {
      if (signal.aborted) return
      try {
        this.#probe.logger.error('config not reloaded', error)
      } catch {
        // The old config is as good.
      }
    }
  }

  async shutdown(): Promise<void> {
    if (this.#state === 'dropped') return
    this.#state = 'stopping'
    await (this.#stopped ??= this.#stop())
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#reload
    this.#probe.logger.info('config reader stopped')
  }

  [Symbol.dispose](): void {
    if (this.#state !== 'on') return
    this.#state = 'dropped'
    clearTimeout(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('ConfigReader dropped without shutdown()')
  }
}

export const subject: Subject<ConfigReader> = {
  name: 'ConfigReader',
  ownership: 'owned',
  intervalMs: 5000,
  create: (probe) => new ConfigReader(probe, 5000),
}
