import { getEventListeners } from 'node:events'
import { createSurface, patch } from '../platform/patch.ts'

/**
 * What each signal carries: its abort listeners, and the signals that `AbortSignal.any()` made of it and
 * that are listened to. Node holds one without listeners weakly, and so it costs nothing.
 */
export type SignalLoads = ReadonlyMap<AbortSignal, number>

/**
 * Notes every AbortSignal that is listened to, or that another one depends on. It holds none of them: a
 * signal that garbage collection takes away is no burden.
 */
export class SignalCensus {
  readonly #known = new WeakSet<AbortSignal>()
  #noted: WeakRef<AbortSignal>[] = []
  /** The signals that were made of one. */
  readonly #dependents = new WeakMap<AbortSignal, WeakRef<AbortSignal>[]>()
  /** The signals that one was made of, no matter through how many others. */
  readonly #sources = new WeakMap<AbortSignal, readonly AbortSignal[]>()
  #restore: (() => void) | undefined
  #lastSite: Error | undefined

  /** Made at the line that added the last listener, or made the last dependent signal. */
  get lastSite(): Error | undefined {
    return this.#lastSite
  }

  start(): void {
    const { prototype } = EventTarget
    const original = prototype.addEventListener
    const { any } = AbortSignal
    const noteListener = (target: unknown): void => {
      if (target instanceof AbortSignal) this.#note(target, new Error('listened to here'))
    }
    const anySignal = (signals: Iterable<AbortSignal>): AbortSignal => {
      const sources = [...signals]
      const signal = any.call(AbortSignal, sources)
      this.#noteDependent(signal, sources)
      return signal
    }
    function addEventListener(
      this: EventTarget,
      ...args: Parameters<EventTarget['addEventListener']>
    ): void {
      noteListener(this)
      original.apply(this, args)
    }
    this.#restore = patch(
      [
        createSurface(prototype, 'addEventListener', addEventListener),
        createSurface(AbortSignal, 'any', anySignal),
      ],
      { syncsImports: false },
    )
  }

  stop(): void {
    this.#restore?.()
    this.#restore = undefined
  }

  /** What each signal that is alive carries now. */
  countLoads(): SignalLoads {
    const loads = new Map<AbortSignal, number>()
    this.#noted = this.#noted.filter((ref) => ref.deref() !== undefined)
    for (const ref of this.#noted) {
      const signal = ref.deref()
      if (signal !== undefined) loads.set(signal, this.countLoad(signal))
    }
    return loads
  }

  /** What one signal carries now. */
  countLoad(signal: AbortSignal): number {
    const dependents = this.#dependents.get(signal) ?? []
    const alive = dependents.filter((ref) => ref.deref()?.aborted === false)
    this.#dependents.set(signal, alive)
    return countListeners(signal) + alive.filter((ref) => countListeners(ref.deref()) > 0).length
  }

  /** The largest load that one signal, of those asked for, has more than `before`. */
  findGrowth(
    before: SignalLoads,
    isAskedFor: (signal: AbortSignal) => boolean = () => true,
  ): number {
    let growth = 0
    for (const [signal, count] of this.countLoads()) {
      if (isAskedFor(signal)) growth = Math.max(growth, count - (before.get(signal) ?? 0))
    }
    return growth
  }

  #note(signal: AbortSignal, site: Error): void {
    this.#lastSite = site
    if (this.#known.has(signal)) return
    this.#known.add(signal)
    this.#noted.push(new WeakRef(signal))
  }

  #noteDependent(signal: AbortSignal, direct: readonly AbortSignal[]): void {
    const sources = new Set(direct.flatMap((source) => this.#sources.get(source) ?? [source]))
    this.#sources.set(signal, [...sources])
    const site = new Error('made of others here')
    for (const source of sources) {
      this.#note(source, site)
      const dependents = this.#dependents.get(source) ?? []
      dependents.push(new WeakRef(signal))
      this.#dependents.set(source, dependents)
    }
  }
}

function countListeners(signal: AbortSignal | undefined): number {
  return signal === undefined ? 0 : getEventListeners(signal, 'abort').length
}
