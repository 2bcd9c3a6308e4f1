import type { EventEmitter } from 'node:events'
import type { HandleSink } from '../../model/handle-type.ts'
import { Observation, observeOnce } from './observation.ts'
import {
  PROCESS_LISTENER,
  type RawListener,
  RegisteredListener,
  hasRestored,
  isRead,
} from './process-listener.ts'
import { imitate, patch, replaceFunction } from '../../platform/patch.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** `once` and `prependOnceListener` go through these. */
const METHODS = ['on', 'addListener', 'prependListener'] as const

/** The events by which an emitter tells of its own listeners. */
const OWN_EVENTS: ReadonlySet<unknown> = new Set(['newListener', 'removeListener'])

/** The input, once somebody has asked for it: from then on it can be used without asking again. */
let knownInput: EventEmitter | undefined

/**
 * Observes the listeners that are added to `process`, and to `process.stdin` once somebody uses
 * that: to look at it would create it. They are observed as they are added, not by a listener for
 * `newListener`, which would be counted, and removed by `removeAllListeners()`.
 *
 * @returns puts back what was there before
 * @throws {Error} when listeners are being observed already
 */
export const observeProcessListeners: (sink: HandleSink) => () => void = observeOnce(
  'process listeners',
  (sink) => {
    const observation = new Observation(sink)
    const undos = [
      ...observeEmitter(process, 'process', observation, new ForeignListeners(process)),
    ]
    const observed = new WeakSet<EventEmitter>()
    const observeInput = (input: EventEmitter): void => {
      if (observed.has(input)) return
      observed.add(input)
      undos.push(
        ...observeEmitter(input, 'process.stdin', observation, new ForeignListeners(input)),
      )
    }
    if (knownInput !== undefined) observeInput(knownInput)
    let isActive = true
    undos.push(
      observeGetter(process, 'stdin', (input) => {
        if (!isActive || !isEmitter(input)) return
        knownInput = input
        observeInput(input)
      }),
    )
    return () => {
      isActive = false
      observation.end()
      for (const undo of undos.toReversed()) undo()
    }
  },
)

function observeEmitter(
  emitter: EventEmitter,
  name: string,
  observation: Observation,
  foreign: ForeignListeners,
): (() => void)[] {
  return METHODS.flatMap(
    (key) =>
      replaceFunction({
        target: emitter,
        key,
        wrap: (original) =>
          function add(...args) {
            const wasRead = isRead(emitter)
            const result = Reflect.apply(original, this, args)
            const [event, listener] = args as [string | symbol, RawListener]
            if (this !== emitter || OWN_EVENTS.has(event)) return result
            // Nothing new where somebody has taken listeners off and puts them back.
            const isRestored =
              foreign.isPutBack(event, listener.listener ?? listener) ||
              hasRestored(emitter, event, listener, observation.findScope())
            if (!isRestored) {
              const hasResumed = !wasRead && isRead(emitter)
              const scope = observation.findScope()
              const added = new RegisteredListener(
                emitter,
                name,
                event,
                listener,
                hasResumed,
                scope,
              )
              observation.open(PROCESS_LISTENER, added)
            }
            return result
          },
      }) ?? [],
  )
}

/**
 * The listeners that an emitter has before it is observed: the runner's own, those of its pool, of
 * what was preloaded. They stay theirs, whoever attaches them again.
 */
class ForeignListeners {
  readonly #emitter: EventEmitter
  readonly #before: ReadonlyMap<string | symbol, readonly unknown[]>

  constructor(emitter: EventEmitter) {
    this.#emitter = emitter
    this.#before = new Map(
      emitter.eventNames().map((event) => [event, emitter.listeners(event)] as const),
    )
  }

  /** Whether a listener that was just added had been there, as often as it is there now. */
  isPutBack(event: string | symbol, listener: unknown): boolean {
    const before = count(this.#before.get(event) ?? [], listener)
    return before > 0 && count(this.#emitter.listeners(event), listener) <= before
  }
}

function count(listeners: readonly unknown[], listener: unknown): number {
  return listeners.filter((one) => one === listener).length
}

/** Has `onRead` told what a getter answers, whenever it is asked. */
function observeGetter(target: object, key: string, onRead: (value: unknown) => void): () => void {
  const before = Object.getOwnPropertyDescriptor(target, key)
  const original = before?.get
  if (original === undefined) return () => {}
  const { get } = {
    get(this: unknown): unknown {
      const value: unknown = Reflect.apply(original, this, [])
      onRead(value)
      return value
    },
  }
  const descriptor = { ...before, get: imitate(get, original) }
  return patch([{ target, key, descriptor }], { restores: 'own', syncsImports: false })
}

function isEmitter(value: unknown): value is EventEmitter {
  return typeof value === 'object' && value !== null && 'rawListeners' in value
}
