import type { CallbackListener } from '../../handles/handle-census.ts'
import { isNativeReferenced } from '../../platform/native-handle.ts'
import { isHookScript, isTimerModule } from '../../platform/node-scripts.ts'
import { wasSetTooLate } from '../../platform/timer-internals.ts'
import { captureSite, readFrames } from '../../stack/call-sites.ts'
import { isOwnScript, markWatching } from '../../stack/script-owner.ts'
import { findMomentKind, type MomentKind } from './moment.ts'

markWatching(import.meta.url)

interface Watched {
  readonly kind: MomentKind
  readonly resource: object
}

/** Whose callbacks come whatever is done to the handle: nobody can take back an exit, or what has been sent. */
const ALWAYS: ReadonlySet<MomentKind> = new Set(['exit', 'child', 'notice'])
/** Requests call back once, and are no handles that could be closed. */
const REQUESTS: ReadonlySet<MomentKind> = new Set(['connect', 'write', 'file', 'lookup'])

/** Told of each moment, right before the callback. @returns whether an operation landed there */
export type OnMoment = (kind: MomentKind) => boolean

/** Finds the moments of one schedule among the callbacks of what the subject has opened. */
export class MomentWatch implements CallbackListener {
  /**
   * Set once an operation has landed right before a callback that it took back: had it come earlier by
   * a turn of the event loop, Node would not have called that callback at all. What follows proves
   * nothing.
   */
  hasTakenBack = false
  /** Something that went wrong here, where nothing may be thrown. */
  error: { readonly cause: unknown } | undefined
  readonly #watched = new Map<number, Watched>()
  readonly #onMoment: OnMoment
  #nextPort: MomentKind = 'message'

  constructor(onMoment: OnMoment) {
    this.#onMoment = onMoment
  }

  onOwned(asyncId: number, asyncType: string, resource: object): void {
    const found = findMomentKind(asyncType)
    if (found === undefined) return
    let kind = found
    if (kind === 'message') {
      kind = this.#nextPort
      this.#nextPort = 'message'
    } else if (kind === 'exit') {
      // The first port that a worker makes is the one that Node itself uses.
      this.#nextPort = 'notice'
    }
    this.#watched.set(asyncId, { kind, resource })
  }

  onCallback(asyncId: number): void {
    const watched = this.#watched.get(asyncId)
    if (watched === undefined) return
    try {
      this.#reach(watched)
    } catch (error) {
      this.error ??= { cause: error }
    }
  }

  #reach({ kind, resource }: Watched): void {
    const isCommitted = ALWAYS.has(kind) || REQUESTS.has(kind) || kind === 'timer'
    // What a closed handle calls back is that it is closed. Of one that was `unref()`ed nobody can tell
    // later whether it was closed.
    if (!isCommitted && !isNativeReferenced(resource)) return
    if (isNested() || !this.#onMoment(kind)) return
    if (kind === 'timer') this.hasTakenBack = wasSetTooLate(resource)
    else if (!isCommitted) this.hasTakenBack = !isNativeReferenced(resource)
  }
}

/**
 * Whether a callback is called by JavaScript that is on the stack, as the last messages of a thread
 * are when it exits: nothing from outside can come in between.
 */
function isNested(): boolean {
  for (const { script } of readFrames(captureSite())) {
    if (script === '' || isOwnScript(script) || isHookScript(script)) continue
    if (!isTimerModule(script)) return true
  }
  return false
}
