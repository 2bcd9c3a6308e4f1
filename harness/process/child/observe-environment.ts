import { SCENARIO_VARIABLE } from '../child-record.ts'
import { tell } from './record-pipe.ts'

/** Tells when the program asks which run it is in: one that never does cannot be made to hang or fail. */
export function observeEnvironment(): void {
  let isTold = false
  process.env = new Proxy(process.env, {
    get: (target, key) => {
      if (key === SCENARIO_VARIABLE && !isTold) {
        isTold = true
        tell({ type: 'asked' })
      }
      return target[key as string]
    },
  })
}
