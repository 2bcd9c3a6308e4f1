import { real } from '../platform/real-time.ts'
import { makeOwn } from './stand-in.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Calls `step` in one turn of the event loop after another until it returns false.
 *
 * Each call is a real immediate: before the next one Node has run every tick and microtask that
 * came of it, to the last, and has taken in the messages that were posted. The first call is made
 * after a whole turn, for what the caller has set going.
 */
export function eachTurn(step: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const turn = (): void => {
      try {
        if (step()) nextTurn(turn)
        else resolve()
      } catch (error) {
        reject(error)
      }
    }
    nextTurn(() => nextTurn(turn))
  })
}

/** Starts an immediate of ours, which is nobody's work. */
function nextTurn(callback: () => void): void {
  makeOwn(() => real.setImmediate(callback))
}
