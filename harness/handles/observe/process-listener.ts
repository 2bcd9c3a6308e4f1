import type { EventEmitter } from 'node:events'
import type { HandleType } from '../../model/handle-type.ts'
import type { RegisteredListener } from './registered-listener.ts'
import { hasKeypressDecoder } from '../../platform/stream-internals.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

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
