import { EventEmitter } from 'node:events'
import type { HandleType } from '../../model/handle-type.ts'
import { hasKeypressDecoder } from '../../platform/stream-internals.ts'
import { HandleScope } from '../handle-scope.ts'
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
  /** Whose work has added it. */
  readonly scope: unknown
  /** How many identical ones came before it; -1 once it is known to be removed. */
  #rank: number
  readonly #identical: RegisteredListener[]

  constructor(
    emitter: EventEmitter,
    emitterName: string,
    event: string | symbol,
    raw: RawListener,
    hasResumed: boolean,
    scope: unknown,
  ) {
    this.emitter = emitter
    this.emitterName = emitterName
    this.event = event
    this.raw = raw
    this.hasResumed = hasResumed
    this.scope = scope
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

  /** Whether, of the identical ones, it is the one that was added last. */
  get isLatest(): boolean {
    return this.#rank === this.#count() - 1
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

/**
 * Whether a listener that was just added is one that had been there: a test that takes off what the
 * file has attached, and puts it back, has attached nothing. What a test has attached is not meant:
 * that is gone by its end, and the same function attached anew is anew somebody's to remove.
 *
 * @param scope whose work has added it now
 */
export function hasRestored(
  emitter: EventEmitter,
  event: string | symbol,
  raw: RawListener,
  scope: unknown,
): boolean {
  return findIdentical(emitter, event, raw).some(
    (before) =>
      before.isLatest &&
      before.scope !== scope &&
      before.scope instanceof HandleScope &&
      !before.scope.hasEnded,
  )
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

/** What `process.stdin` has of a stream. */
interface Input extends EventEmitter {
  readonly readableFlowing?: boolean | null
  pause?(): unknown
}

/** What the guard knows of listeners on `process` and `process.stdin`. */
export const PROCESS_LISTENER: HandleType<RegisteredListener> = {
  kind: 'process-listener',
  isOpen: (registered) => registered.isRegistered && !isLeftByReadline(registered),
  isReferenced: ({ emitter }) => isRead(emitter),
  isHarmless: ({ event }) => event === 'exit' || event === 'beforeExit',
  describe: ({ emitterName, event, listener }) =>
    `\`${String(event)}\` listener ${listener.name === '' ? '' : `\`${listener.name}\` `}of ${emitterName}`,
  remedy: ({ emitterName, event, listener }) =>
    `${emitterName}.off(${formatEvent(event)}, ${formatName(listener.name)})`,
  close(registered) {
    registered.remove()
    const { emitter, hasResumed } = registered
    if (!hasResumed || emitter.listenerCount('data') + emitter.listenerCount('readable') > 0) return
    const input: Input = emitter
    // Neither flowing nor paused, as at first: only from there does pause() stop a stream that was
    // read by `readable`, and only from there does the next listener make it flow.
    Reflect.set(input, 'readableFlowing', null)
    input.pause?.()
    Reflect.set(input, 'readableFlowing', null)
  },
}

/** Whether a stream is being read, by whatever listens to it. */
export function isRead(emitter: EventEmitter): boolean {
  const { readableFlowing }: Input = emitter
  return (
    readableFlowing === true ||
    (readableFlowing !== undefined && emitter.listenerCount('readable') > 0)
  )
}

/**
 * Whether this is the listener that `readline.emitKeypressEvents()` leaves on the input after the
 * interface was closed, to be removed with the next input.
 */
function isLeftByReadline({ emitter, event, raw }: RegisteredListener): boolean {
  return (
    event === 'data' &&
    raw.name === 'onData' &&
    emitter.listenerCount('keypress') === 0 &&
    hasKeypressDecoder(emitter)
  )
}

function formatEvent(event: string | symbol): string {
  return typeof event === 'string' ? `'${event}'` : String(event)
}

/** A name as it would be written; for a function that has none that could, a general one. */
function formatName(name: string): string {
  return /^[\w$]+$/.test(name) ? name : 'listener'
}
