/**
 * @touches the names of Node's own scripts on a stack, `node:internal/promise_hooks` among them
 * @test none; tests of the explorer count the moments of a networked task
 * @fallback Node's own ticks and promises count as moments too, so exploring takes longer
 */
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

type Prepare = (error: Error, frames: readonly NodeJS.CallSite[]) => unknown

/** With several hooks on promises, Node calls each of them itself. */
const HOOKS = /^node:internal\/(?:promise|async)_hooks$/

const readScript: Prepare = (_error, frames) => {
  const [first, second] = frames.map((frame) => frame.getFileName() ?? '')
  return (first !== undefined && HOOKS.test(first) ? second : first) ?? ''
}

/**
 * Whether Node's own JavaScript, or no JavaScript at all, has called a function that is on the stack. It
 * looks at two frames at the most, for callers who ask thousands of times in a second.
 */
export function isCalledByNode(called: Function): boolean {
  const { prepareStackTrace, stackTraceLimit } = Error
  Error.prepareStackTrace = readScript as typeof prepareStackTrace
  Error.stackTraceLimit = 2
  const site: { stack?: unknown } = {}
  Error.captureStackTrace(site, called)
  const script = site.stack
  Error.prepareStackTrace = prepareStackTrace
  Error.stackTraceLimit = stackTraceLimit
  return script === '' || (typeof script === 'string' && script.startsWith('node:'))
}
