import { listenToConsole, type ConsoleSink } from '../platform/console.ts'
import { createSurface, patch } from '../platform/patch.ts'

/** Warnings that Node itself emits through `process.emitWarning`: none is the subject speaking. */
const NODE_WARNINGS =
  /^(MaxListenersExceeded|Deprecation|Experimental|TimeoutOverflow|TimeoutNegative|TimeoutNaN)Warning$/

/** Takes over `console` and `process.emitWarning` until the returned function is called. */
export function listenToLogs(sink: ConsoleSink): () => void {
  const restoreConsole = listenToConsole(sink)
  const emitWarning = (warning: string | Error, options?: unknown): void => {
    const isNodes = NODE_WARNINGS.test(warningName(warning, options))
    sink(isNodes ? 'debug' : 'warn', [warning instanceof Error ? warning.message : warning])
  }
  const restoreWarnings = patch([createSurface(process, 'emitWarning', emitWarning)], {
    syncsImports: false,
  })
  return () => {
    restoreWarnings()
    restoreConsole()
  }
}

function warningName(warning: string | Error, options: unknown): string {
  if (warning instanceof Error) return warning.name
  if (typeof options === 'string') return options
  return (options as { type?: string } | undefined)?.type ?? 'Warning'
}
