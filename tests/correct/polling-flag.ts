import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Wakes ten times per interval and sees the stop flag only then: nothing cuts a nap short but a drop. */
class InboxPoller {
  stopRequested = false
  finished = false
  #timer: NodeJS.Timeout | undefined
  #wake: (() => void) | undefined
  #aborted = false
  readonly #controller = new AbortController()
  readonly #finished: Promise<void>
  readonly #probe: SubjectContext
  readonly #intervalMs: number

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#intervalMs = intervalMs
    this.#finished = this.#poll()
  }

  #nap(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      this.#timer = setTimeout(resolve, ms)
    })
  }

  async #poll(): Promise<void> {
    let naps = 0
    for (;;) {
      if (this.#aborted) return
      if (this.stopRequested) break
      if (naps === 10) {
        naps = 0
        try {
          await this.#probe.work(this.#controller.signal)
        } catch (error) {
          if (!this.#aborted) this.#probe.logger.error('inbox poll failed', error)
        }
        continue
      }
      await this.#nap(this.#intervalMs / 10)
      naps += 1
    }
    this.finished = true
    this.#probe.logger.info('inbox poller stopped')
  }

  async shutdown(): Promise<void> {
    if (this.#aborted) return
    this.stopRequested = true
    await this.#finished
  }

  [Symbol.dispose](): void {
    if (this.#aborted || this.stopRequested) return
    this.#aborted = true
    clearTimeout(this.#timer)
    this.#wake?.()
    this.#controller.abort()
    this.#probe.logger.warn('InboxPoller was dropped; please await shutdown()')
  }
}

export const subject: Subject<InboxPoller> = {
  name: 'InboxPoller',
  ownership: 'owned',
  intervalMs: 10_000,
  create: (probe) => new InboxPoller(probe, 10_000),
}
