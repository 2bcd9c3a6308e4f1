import { clampDelay } from './clamp-delay.ts'
import { nativeOf } from '../platform/patch.ts'
import { standIn } from './stand-in.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const native = nativeOf(AbortSignal, 'timeout')

/** `AbortSignal.timeout()`. Its timer does not keep the process alive, and nobody can clear it. */
export const abortTimeout: typeof AbortSignal.timeout = standIn(native, ({ timers }, [delayMs]) => {
  // Node's own error for a delay that is none.
  if (!Number.isInteger(delayMs) || delayMs < 0 || delayMs >= 2 ** 32) return native(delayMs)
  const controller = new AbortController()
  timers.add({
    kind: 'timeout',
    api: 'AbortSignal.timeout',
    callback: () => {
      const message = 'The operation was aborted due to timeout'
      controller.abort(new DOMException(message, 'TimeoutError'))
    },
    delayMs: clampDelay(delayMs),
    hasRef: false,
  })
  return controller.signal
})
