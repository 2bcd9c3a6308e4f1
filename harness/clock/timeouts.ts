import { nativeOf } from '../platform/patch.ts'
import { markWatching } from '../stack/script-owner.ts'
import { clampDelay } from './clamp-delay.ts'
import { standIn } from './stand-in.ts'

markWatching(import.meta.url)

const nativeAbortTimeout = nativeOf(AbortSignal, 'timeout')

/** `AbortSignal.timeout()`. Its timer does not keep the process alive, and nobody can clear it. */
export const abortTimeout: typeof AbortSignal.timeout = standIn(
  nativeAbortTimeout,
  ({ timers }, [delayMs]) => {
    // Node's own error for a delay that is none.
    if (!Number.isInteger(delayMs) || delayMs < 0 || delayMs >= 2 ** 32)
      return nativeAbortTimeout(delayMs)
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
  },
)

type Wait = { async: false; value: string } | { async: true; value: Promise<'ok' | 'timed-out'> }
type WaitAsync = (array: Int32Array, index: number, value: number, timeoutMs?: number) => Wait

/** `Atomics`, with the method that ES2024 added. */
export const atomics: { waitAsync: WaitAsync } = Atomics as unknown as { waitAsync: WaitAsync }

const nativeWaitAsync = nativeOf(atomics, 'waitAsync')

/** `Atomics.waitAsync()` with a timeout in virtual time. */
export const waitAsync: WaitAsync = standIn(
  nativeWaitAsync,
  ({ timers }, [array, index, value, timeoutMs]) => {
    const isTimed = typeof timeoutMs === 'number' && timeoutMs > 0 && Number.isFinite(timeoutMs)
    if (!isTimed) return nativeWaitAsync(array, index, value, timeoutMs)
    const wait = nativeWaitAsync(array, index, value)
    if (!wait.async) return wait
    const outcome = new Promise<'ok' | 'timed-out'>((resolve) => {
      let isOver = false
      const timer = timers.add({
        kind: 'timeout',
        api: 'Atomics.waitAsync',
        callback: () => {
          isOver = true
          resolve('timed-out')
        },
        delayMs: clampDelay(timeoutMs),
      })
      const settle = (result: 'ok' | 'timed-out'): void => {
        timer.close()
        // A native wait cannot be cancelled: when it is woken after its timeout, the next is due.
        if (isOver) Atomics.notify(array, index, 1)
        else resolve(result)
      }
      void wait.value.then(settle)
    })
    return { async: true, value: outcome }
  },
)
