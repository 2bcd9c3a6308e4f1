import { describeHang, formatPlace } from './describe-hang.ts'
import { findHang } from './find-hang.ts'
import type { PromiseTrace } from './promise-trace.ts'
import { markWatching } from '../stack/script-owner.ts'
import type { StackFrame } from '../stack/stack-frame.ts'

markWatching(import.meta.url)

/** Why a promise is pending, in a sentence. */
export interface HangStory {
  /** `It hangs at Heartbeat.shutdown (src/heartbeat.ts:31:5), on new Promise(), made at …`. */
  readonly text: string
  /** The frame to point at: the await that hangs. */
  readonly frame: string
  /** Where the promise was made that is waited for; absent where that is unknown, or in a circle. */
  readonly madeAt?: StackFrame | undefined
}

/**
 * Tells where a pending promise hangs.
 *
 * @param promise what `trace` has been running for since before it was made
 * @returns `undefined` where no line of the user's awaits anything for it
 */
export function tellHang(trace: PromiseTrace, promise: unknown): HangStory | undefined {
  if (!(promise instanceof Promise)) return undefined
  const hang = describeHang(findHang(trace.find(promise), trace.findPending()))
  const { awaits, circle, madeAt, promise: name } = hang
  const [first] = awaits
  if (first === undefined) {
    if (madeAt === undefined) return undefined
    const frame = formatPlace(madeAt)
    return { text: `It waits for ${name}, made at ${frame}`, frame, madeAt }
  }
  const frame = formatPlace(first)
  if (circle > 0) {
    const others = awaits.slice(1, circle).map((place) => `, then at ${formatPlace(place)}`)
    return {
      text: `It waits for itself: it hangs in the await at ${frame}${others.join('')}`,
      frame,
    }
  }
  const made = madeAt === undefined ? '' : `, made at ${formatPlace(madeAt)}`
  return { text: `It hangs in the await at ${frame}, on ${name}${made}`, frame, madeAt }
}
