import { CONSOLE_LEVELS, findConsoles, type ConsoleLevel } from '../platform/console-levels.ts'
import { listenToConsole } from '../platform/console-trampolines.ts'

/** Where the lines go that a subject logs without its probe. */
export type LogSink = (level: ConsoleLevel, values: readonly unknown[]) => void

/** Warnings that Node itself emits through `process.emitWarning`: none is the subject speaking. */
const NODE_WARNINGS =
  /^(MaxListenersExceeded|Deprecation|Experimental|TimeoutOverflow|TimeoutNegative|TimeoutNaN)Warning$/

/** Takes over `console` and `process.emitWarning` until the returned function is called. */
export function listenToLogs(sink: LogSink): () => void {
  const restores = [...findConsoles()].map((target) => patchConsole(target, sink))
  listenToConsole(sink)
  const { emitWarning } = process
  process.emitWarning = (warning: string | Error, options?: unknown): void => {
    const isNodes = NODE_WARNINGS.test(warningName(warning, options))
    sink(isNodes ? 'debug' : 'warn', [warning instanceof Error ? warning.message : warning])
  }
  return () => {
    process.emitWarning = emitWarning
    listenToConsole(undefined)
    for (const restore of restores) restore()
  }
}

function patchConsole(target: Console, sink: LogSink): () => void {
  const originals = new Map<string, PropertyDescriptor | undefined>()
  for (const [method, level] of Object.entries(CONSOLE_LEVELS)) {
    originals.set(method, Object.getOwnPropertyDescriptor(target, method))
    Object.defineProperty(target, method, {
      configurable: true,
      enumerable: true,
      writable: true,
      value: (...values: unknown[]) => sink(level, values),
    })
  }
  return () => {
    for (const [method, descriptor] of originals) {
      if (descriptor === undefined) Reflect.deleteProperty(target, method)
      else Object.defineProperty(target, method, descriptor)
    }
  }
}

function warningName(warning: string | Error, options: unknown): string {
  if (warning instanceof Error) return warning.name
  if (typeof options === 'string') return options
  return (options as { type?: string } | undefined)?.type ?? 'Warning'
}
