import { EventEmitter } from 'node:events'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

type Listener = (...args: unknown[]) => void

/** A listener as an emitter keeps it: for `once` a wrapper, which carries the listener. */
export type RawListener = Listener & { readonly listener?: Listener }

/** A listener that user code has added to an emitter of the process. */
export class RegisteredListener {
  readonly emitter: EventEmitter
  /** What messages call the emitter. */
  readonly emitterName: string
  readonly event: string | symbol
  readonly raw: RawListener
  /** Whether the stream began to be read with it. */
  readonly hasResumed: boolean
  /** How many identical ones came before it; -1 once it is known to be removed. */
  #rank: number
  readonly #identical: RegisteredListener[]

  constructor(
    emitter: EventEmitter,
    emitterName: string,
    event: string | symbol,
    raw: RawListener,
    hasResumed: boolean,
  ) {
    this.emitter = emitter
    this.emitterName = emitterName
    this.event = event
    this.raw = raw
    this.hasResumed = hasResumed
    this.#identical = findIdentical(emitter, event, raw)
    this.#rank = this.#count() - 1
    // An emitter removes of identical listeners the one added last, so the lower ranks stay, and
    // whatever had this rank has been removed.
    for (const other of this.#identical.splice(0)) {
      if (other.#rank < this.#rank) this.#identical.push(other)
      else other.#rank = -1
    }
    this.#identical.push(this)
  }

  /** The user's function. */
  get listener(): Listener {
    return this.raw.listener ?? this.raw
  }

  get isRegistered(): boolean {
    return this.#rank >= 0 && this.#count() > this.#rank
  }

  /** Removes exactly this one. */
  remove(): void {
    const { emitter, event, raw } = this
    const listeners = emitter.rawListeners(event) as RawListener[]
    // The emitter would rather take a later `once` of the same function.
    const wrappers = listeners
      .slice(listeners.lastIndexOf(raw) + 1)
      .filter(({ listener }) => listener === raw)
    for (const wrapper of wrappers) emitter.removeListener(event, wrapper)
    emitter.removeListener(event, raw)
    // Not through the emitter's own method, where these would count as added anew.
    for (const wrapper of wrappers) EventEmitter.prototype.on.call(emitter, event, wrapper)
    for (const other of this.#identical) if (other.#rank > this.#rank) other.#rank--
    this.#rank = -1
  }

  #count(): number {
    return this.emitter.rawListeners(this.event).filter((listener) => listener === this.raw).length
  }
}

const known = new WeakMap<Listener, Map<EventEmitter, Map<string | symbol, RegisteredListener[]>>>()

/** The registrations of the same function for the same event, as one array that all of them share. */
function findIdentical(
  emitter: EventEmitter,
  event: string | symbol,
  raw: Listener,
): RegisteredListener[] {
  const emitters = findOrAdd(known, raw, () => new Map())
  const events = findOrAdd(emitters, emitter, () => new Map())
  return findOrAdd(events, event, () => [])
}

function findOrAdd<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  create: () => V,
): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const created = create()
  map.set(key, created)
  return created
}
