import { getEventListeners } from 'node:events'

/** Notes every AbortSignal that is listened to, and how many listeners it has. */
export class SignalCensus {
  readonly #signals = new Set<AbortSignal>()
  #original: EventTarget['addEventListener'] | undefined
  #lastSite: Error | undefined

  /** Made at the line that added the last listener. */
  get lastSite(): Error | undefined {
    return this.#lastSite
  }

  start(): void {
    const original = EventTarget.prototype.addEventListener
    const note = (target: unknown): void => {
      if (!(target instanceof AbortSignal)) return
      this.#signals.add(target)
      this.#lastSite = new Error('listened to here')
    }
    this.#original = original
    EventTarget.prototype.addEventListener = function addEventListener(
      this: EventTarget,
      ...args: Parameters<EventTarget['addEventListener']>
    ): void {
      note(this)
      original.apply(this, args)
    }
  }

  stop(): void {
    if (this.#original !== undefined) EventTarget.prototype.addEventListener = this.#original
    this.#original = undefined
  }

  /** The listeners on each signal now. */
  countListeners(): Map<AbortSignal, number> {
    return new Map(
      [...this.#signals].map((signal) => [signal, getEventListeners(signal, 'abort').length]),
    )
  }

  /** The largest number of listeners that one signal, of those asked for, has more than `before`. */
  findGrowth(
    before: ReadonlyMap<AbortSignal, number>,
    isAskedFor: (signal: AbortSignal) => boolean = () => true,
  ): number {
    let growth = 0
    for (const [signal, count] of this.countListeners()) {
      if (isAskedFor(signal)) growth = Math.max(growth, count - (before.get(signal) ?? 0))
    }
    return growth
  }
}
