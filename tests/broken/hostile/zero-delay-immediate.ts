/** A work loop without any delay: every immediate sets the next one. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

class Spinner {
  #next: NodeJS.Immediate | undefined
  #over = false
  readonly #probe: SubjectContext

  constructor(probe: SubjectContext) {
    this.#probe = probe
    this.#spin()
  }

  #spin(): void {
    if (this.#over) return
    this.#next = setImmediate(() => {
      Promise.resolve(this.#probe.work())
        .catch((error: unknown) => this.#probe.logger.error('spin failed', error))
        .finally(() => this.#spin())
    })
  }

  async shutdown(): Promise<void> {
    this[Symbol.dispose]()
  }

  [Symbol.dispose](): void {
    this.#over = true
    clearImmediate(this.#next)
  }
}

export const subject: Subject<Spinner> = {
  name: 'zero-delay-immediate',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new Spinner(probe),
}
