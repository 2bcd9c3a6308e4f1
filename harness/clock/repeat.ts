import { clampDelay } from './clamp-delay.ts'
import type { TimerSource } from './time-source.ts'
import { abortError, stopListening, type WaitOptions } from './wait-for.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Yields `value` every `delay` until it is returned from or the signal aborts. As in Node, the
 * interval starts at the first `next()`, and ticks that nobody awaited are made up.
 */
export async function* repeat(
  timers: TimerSource,
  delay: unknown,
  value: unknown,
  { signal, ref = true }: WaitOptions,
): AsyncGenerator<unknown, void> {
  if (isAborted(signal)) throw abortError(signal)
  let missed = 0
  let wake: ((outcome?: Promise<never>) => void) | undefined
  const rouse = (outcome?: Promise<never>): void => {
    wake?.(outcome)
    wake = undefined
  }
  const timer = timers.add({
    kind: 'interval',
    api: 'timers/promises setInterval',
    callback: () => {
      missed += 1
      rouse()
    },
    delayMs: clampDelay(delay),
    hasRef: ref,
  })
  const onAbort = (): void => {
    timer.close()
    if (wake !== undefined) rouse(Promise.reject(abortError(signal)))
  }
  signal?.addEventListener('abort', onAbort)
  timer.onDiscard = () => stopListening(signal, onAbort)
  try {
    while (!isAborted(signal)) {
      if (missed === 0) {
        await new Promise<unknown>((resolve) => {
          wake = resolve
        })
      }
      for (; missed > 0; missed -= 1) yield value
    }
    throw abortError(signal)
  } finally {
    timer.close()
    stopListening(signal, onAbort)
  }
}

/** A function, because the compiler would not see the signal change between two checks. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false
}
