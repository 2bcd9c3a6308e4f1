import { EventEmitter, once } from 'node:events'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

interface WatchdogEvents {
  idle: []
  failed: [cause: unknown]
  stopped: []
}

/** Everything is an event; the outside is wired up by listeners. */
class Watchdog extends EventEmitter<WatchdogEvents> {
  #work: SubjectContext['work']
  #everyMs: number
  #timer: NodeJS.Timeout | undefined
  #busy = false
  #stopping = false
  #stopped = false
  #dead = false
  #abort = new AbortController()

  constructor(work: SubjectContext['work'], everyMs: number) {
    super()
    this.setMaxListeners(0)
    this.#work = work
    this.#everyMs = everyMs
    this.on('idle', () => this.#next())
    this.#next()
  }

  #next(): void {
    if (this.#dead) return
    if (this.#stopping) {
      this.#stopped = true
      this.emit('stopped')
      return
    }
    this.#timer = setTimeout(() => void this.#bark(), this.#everyMs)
  }

  async #bark(): Promise<void> {
    this.#busy = true
    try {
      await this.#work(this.#abort.signal)
    } catch (cause) {
      if (!this.#dead) this.emit('failed', cause)
    } finally {
      this.#busy = false
      this.emit('idle')
    }
  }

  async shutdown(): Promise<void> {
    if (this.#dead || this.#stopped) return
    const stopped = once(this, 'stopped')
    if (!this.#stopping) {
      this.#stopping = true
      clearTimeout(this.#timer)
      if (!this.#busy) this.#next()
    }
    await stopped
  }

  /** Stops at once; true when there was something to stop. */
  kill(): boolean {
    if (this.#dead || this.#stopping) return false
    this.#dead = true
    clearTimeout(this.#timer)
    this.#abort.abort()
    return true
  }
}

export const subject: Subject<Watchdog> = {
  name: 'Watchdog',
  ownership: 'owned',
  intervalMs: 1000,
  create({ work, logger }) {
    const watchdog = new Watchdog(work, 1000)
    watchdog.on('failed', (cause) => {
      try {
        logger.error('watchdog: check failed', cause)
      } catch {
        // A listener that throws would throw out of `emit`.
      }
    })
    watchdog.on('stopped', () => logger.info('watchdog: shut down'))
    return Object.assign(watchdog, {
      [Symbol.dispose]() {
        if (watchdog.kill()) logger.warn('watchdog: killed, use shutdown()')
      },
    })
  },
}
