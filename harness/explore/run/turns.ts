import { real } from '../../platform/real-time.ts'

/** Calls `action` in a turn of the event loop of its own. */
export function inMacrotask<T>(action: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    real.setImmediate(() => {
      try {
        resolve(action())
      } catch (error) {
        reject(error)
      }
    })
  })
}

/** Lets a turn of the event loop pass. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    afterTurns(1, resolve)
  })
}

/** Calls `callback` after so many turns of the event loop. */
export function afterTurns(turns: number, callback: () => void): void {
  real.setImmediate(() => {
    if (turns <= 1) callback()
    else afterTurns(turns - 1, callback)
  })
}
