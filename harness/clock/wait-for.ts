import type { TimerSource } from './time-source.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** The options of the functions of `node:timers/promises`. */
export interface WaitOptions {
  signal?: AbortSignal | undefined
  ref?: boolean | undefined
}

/** Whether Node would take these options. */
export function isWaitOptions(options: unknown): options is WaitOptions {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return false
  const { signal, ref } = options as Record<string, unknown>
  const isSignal = typeof signal === 'object' && signal !== null && 'aborted' in signal
  return (signal === undefined || isSignal) && (ref === undefined || typeof ref === 'boolean')
}

/** What Node rejects with when the signal of a wait aborts. */
export function abortError(signal: AbortSignal | undefined): Error {
  const error = new Error('The operation was aborted', { cause: signal?.reason as unknown })
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' })
}

/**
 * A promise of `value` after `delayMs`, or in the next immediate when that is 0.
 *
 * It settles in the very microtask in which Node's own does, which a subject's races may hang on.
 */
export function waitFor(
  timers: TimerSource,
  api: string,
  delayMs: number,
  value: unknown,
  { signal, ref = true }: WaitOptions,
): Promise<unknown> {
  if (signal?.aborted === true) return Promise.reject(abortError(signal))
  let onAbort: (() => void) | undefined
  const promise = new Promise((resolve, reject) => {
    const request = { api, callback: resolve, args: [value], delayMs, hasRef: ref }
    const timer =
      delayMs === 0
        ? timers.addImmediate({ ...request, kind: 'immediate' })
        : timers.add({ ...request, kind: 'timeout' })
    if (signal === undefined) return
    onAbort = () => {
      timer.close()
      reject(abortError(signal))
    }
    signal.addEventListener('abort', onAbort)
    timer.onDiscard = () => stopListening(signal, onAbort)
  })
  if (signal === undefined) return promise
  // With a signal Node's promise takes one step more on either side of its clean-up.
  return promise
    .then((result) => result)
    .finally(() => stopListening(signal, onAbort))
    .then((result) => result)
}

/** Removes an abort listener, if there is one. */
export function stopListening(signal: AbortSignal | undefined, listener?: () => void): void {
  if (listener !== undefined) signal?.removeEventListener('abort', listener)
}
