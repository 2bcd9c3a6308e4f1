import { setTimeout as delay } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

type Outcome = { ok: true } | { ok: false; cause: unknown }

/** Yields at every interval until the signal says otherwise. */
async function* pulses(everyMs: number, signal: AbortSignal): AsyncGenerator<number> {
  for (let n = 1; !signal.aborted; n++) {
    try {
      await delay(everyMs, null, { signal, ref: false })
    } catch {
      return
    }
    if (signal.aborted) return
    yield n
  }
}

/** Turns each pulse into the outcome of one run. */
async function* runs(
  source: AsyncIterable<number>,
  probe: SubjectContext,
  signal: AbortSignal,
  halted: AbortSignal,
): AsyncGenerator<Outcome> {
  for await (const _ of source) {
    if (halted.aborted) return
    yield await Promise.resolve()
      .then(() => (halted.aborted ? undefined : probe.work(signal)))
      .then(
        (): Outcome => ({ ok: true }),
        (cause: unknown): Outcome => ({ ok: false, cause }),
      )
  }
}

/** An async generator for the ticks, one for the runs, and a loop that drains them. */
class Pipeline {
  readonly #halt = new AbortController()
  readonly #abort = new AbortController()
  readonly #drained: Promise<void>
  readonly #probe: SubjectContext
  #farewell?: Promise<void>

  constructor(probe: SubjectContext, everyMs: number) {
    this.#probe = probe
    const source = pulses(everyMs, this.#halt.signal)
    this.#drained = this.#drain(runs(source, probe, this.#abort.signal, this.#halt.signal))
  }

  async #drain(outcomes: AsyncIterable<Outcome>): Promise<void> {
    for await (const outcome of outcomes) {
      if (outcome.ok || this.#abort.signal.aborted) continue
      try {
        this.#probe.logger.error('pipeline stage failed', outcome.cause)
      } catch {
        // Drain on.
      }
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#halt.abort()
    this.#farewell ??= this.#drained.then(() => this.#probe.logger.info('pipeline drained'))
    return this.#farewell
  }

  [Symbol.dispose](): void {
    if (this.#halt.signal.aborted) return
    this.#halt.abort()
    this.#abort.abort()
    this.#probe.logger.warn('pipeline dropped: await shutdown() to drain it')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }
}

export const subject: Subject<Pipeline> = {
  name: 'Pipeline',
  ownership: 'owned',
  intervalMs: 4000,
  create: (probe) => new Pipeline(probe, 4000),
}
