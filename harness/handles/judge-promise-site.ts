import { readFrames, type RawFrame } from '../stack/call-sites.ts'
import { isPromiseHook } from '../platform/node-scripts.ts'
import { isOwnScript, isRunnerScript } from '../stack/script-owner.ts'

/**
 * What a promise is, by the call that made it:
 *
 * - `cause`: somebody has it in hand to settle it (`new Promise()`, `Promise.withResolvers()`,
 *   `events.once()`)
 * - `wait`: an async function of the user's waits, in an `await`, for another promise
 * - `consequence`: it settles once others do, or is made by Node or the runner for their own ends
 */
export type PromiseRole = 'cause' | 'wait' | 'consequence'

/** The engine's functions whose promise is settled by hand, as it names them in a stack. */
const MAKERS = new Set(['Promise', 'withResolvers'])

/** Where Node makes promises that are the caller's affair. */
const LENT = 'node:events'

/** Where the runner calls, and looks after, what a mock stands for. */
const MOCKS = /node_modules\/@vitest\/spy\//

/** Finds the role of a promise from the stack where it was made. Never throws. */
export function judgePromiseSite(site: Error): PromiseRole {
  if (isOfMock(site)) return 'consequence'
  const frames = [...readFrames(site)]
  const start = frames.findIndex(({ script }) => !isPromiseHook(script) && !isOwnScript(script))
  const [first, ...callers] = frames.slice(start)
  if (start < 0 || first === undefined) return 'consequence'
  if (first.script !== '') return isUsers(first) ? 'wait' : 'consequence'
  if (!MAKERS.has(first.functionName)) return 'consequence'
  const caller = callers.find(({ script }) => script !== LENT)
  return caller !== undefined && isUsers(caller) ? 'cause' : 'consequence'
}

/** Whether a call was made in or for a mock. */
export function isOfMock(site: Error): boolean {
  return [...readFrames(site)].some(({ script }) => MOCKS.test(script.replaceAll('\\', '/')))
}

function isUsers({ script }: RawFrame): boolean {
  return (
    script !== '' && !script.startsWith('node:') && !isOwnScript(script) && !isRunnerScript(script)
  )
}
