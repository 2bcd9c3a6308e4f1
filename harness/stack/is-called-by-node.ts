import { markWatching } from './script-owner.ts'

markWatching(import.meta.url)

type Prepare = (error: Error, frames: readonly NodeJS.CallSite[]) => unknown

const readScript: Prepare = (_error, [frame]) => frame?.getFileName() ?? ''

/**
 * Whether Node's own JavaScript, or no JavaScript at all, has called a function that is on the stack. It
 * looks at a single frame, for callers who ask thousands of times in a second.
 */
export function isCalledByNode(called: Function): boolean {
  const { prepareStackTrace, stackTraceLimit } = Error
  Error.prepareStackTrace = readScript as typeof prepareStackTrace
  Error.stackTraceLimit = 1
  const site: { stack?: unknown } = {}
  Error.captureStackTrace(site, called)
  const script = site.stack
  Error.prepareStackTrace = prepareStackTrace
  Error.stackTraceLimit = stackTraceLimit
  return script === '' || (typeof script === 'string' && script.startsWith('node:'))
}
