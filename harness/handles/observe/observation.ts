import type { HandleSink, HandleType } from '../../model/handle-type.ts'
import { captureSite } from '../../stack/call-sites.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** Where the user called, and the scope at that time, for a handle that is opened later. */
export interface CallSite {
  readonly site: Error
  readonly scope: unknown
}

/** The sink as observers see it: whatever goes wrong in there, the user's call goes on. */
export class Observation {
  readonly #sink: HandleSink
  #hasEnded = false

  constructor(sink: HandleSink) {
    this.#sink = sink
  }

  /** From now on nothing reaches the sink: not what is being opened at present either. */
  end(): void {
    this.#hasEnded = true
  }

  /** Whose work is being done. */
  findScope(): unknown {
    try {
      return this.#sink.capture?.()
    } catch {
      return undefined
    }
  }

  /** Notes the present call. Has to be called within it. */
  captureCall(frames?: number): CallSite {
    try {
      return { site: captureSite(frames), scope: this.#sink.capture?.() }
    } catch {
      // A handle without its line is the lesser evil.
      return { site: new Error('opened here'), scope: undefined }
    }
  }

  /** Hands an open handle to the sink; without a call, the present one has opened it. */
  open<R extends object>(type: HandleType<R>, resource: R, call?: CallSite): void {
    if (this.#hasEnded) return
    try {
      if (call === undefined) this.#sink.open(type, resource)
      else this.#sink.open(type, resource, call.site, call.scope)
    } catch {
      // A handle that is not recorded is the lesser evil.
    }
  }
}

/** Makes an observer that cannot be installed twice, and an undo that can be called twice. */
export function observeOnce(
  what: string,
  observe: (sink: HandleSink) => () => void,
): (sink: HandleSink) => () => void {
  let isObserving = false
  return (sink) => {
    if (isObserving)
      throw new Error(`Observing ${what} already: call the function that undoes it first`)
    const undo = observe(sink)
    isObserving = true
    let isUndone = false
    return () => {
      if (isUndone) return
      isUndone = true
      isObserving = false
      undo()
    }
  }
}
