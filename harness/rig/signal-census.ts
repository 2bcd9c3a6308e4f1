import { getEventListeners } from 'node:events'
import { createSurface, patch } from '../platform/patch.ts'

/** Notes every AbortSignal that is listened to, and how many listeners it has. */
export class SignalCensus {
  readonly #signals = new Set<AbortSignal>()
  #restore: (() => void) | undefined
  #lastSite: Error | undefined

  /** Made at the line that added the last listener. */
  get lastSite(): Error | undefined {
    return this.#lastSite
  }

  start(): void {
    const { prototype } = EventTarget
    const original = prototype.addEventListener
    const note = (target: unknown): void => {
      if (!(target instanceof AbortSignal)) return
      this.#signals.add(target)
      this.#lastSite = new Error('listened to here')
    }
    function addEventListener(
      this: EventTarget,
      ...args: Parameters<EventTarget['addEventListener']>
    ): void {
      note(this)
      original.apply(this, args)
    }
    this.#restore = patch([createSurface(prototype, 'addEventListener', addEventListener)], {
      syncsImports: false,
    })
  }

  stop(): void {
    this.#restore?.()
    this.#restore = undefined
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
