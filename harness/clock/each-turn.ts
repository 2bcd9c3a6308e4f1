import { real } from './real-time.ts'

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
        if (step()) real.setImmediate(turn)
        else resolve()
      } catch (error) {
        reject(error)
      }
    }
    real.setImmediate(() => real.setImmediate(turn))
  })
}
