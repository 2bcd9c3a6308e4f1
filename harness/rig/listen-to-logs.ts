import { type ConsoleLevel, listenToConsole } from '../platform/console.ts'
import { takeOutput } from '../platform/output/take-output.ts'
import { watchThreadWrites } from '../platform/output/watch-thread-writes.ts'
import { createSurface, patch } from '../platform/patch.ts'
import { describe } from '../text/describe.ts'
import type { LogLevel } from '../text/log-level.ts'
import { readLogText } from '../text/read-log-text.ts'

/** Told what a subject logs without its probe. */
export interface LogListener {
  /**
   * One line, through whatever. Only what calls `console` or the like itself can meet an error of the
   * listener: standard output never throws.
   */
  onLine(level: LogLevel, values: readonly unknown[], isOutput: boolean): void
  /** What went to the console, to standard output or to standard error, as it went there. */
  onPrinted?(text: string): void
  /** A line has gone where it cannot be seen, to a thread; or was printed long after it was logged. */
  onUnseen?(why: 'thread' | 'late'): void
}

/** A logger that collects lines before it prints them prints the first one later than this. */
const LATE_MS = 50

/** Warnings that Node itself emits through `process.emitWarning`: none is the subject speaking. */
const NODE_WARNINGS =
  /^(MaxListenersExceeded|Deprecation|Experimental|TimeoutOverflow|TimeoutNegative|TimeoutNaN)Warning$/

/**
 * Takes over `console` and `process.emitWarning` until the returned function is called.
 *
 * @param takesOutput takes over standard output and standard error too, and reads levels from texts
 */
export function listenToLogs(listener: LogListener, takesOutput = true): () => void {
  // Some loggers print a stack by itself, after its line.
  let hasPrintedLine = false
  const onConsole = (level: ConsoleLevel, values: readonly unknown[]): void => {
    hasPrintedLine = false
    listener.onPrinted?.(`${toLogText(values)}\n`)
    listener.onLine(takesOutput ? readConsoleLevel(level, values) : level, values, false)
  }
  const onOutput = (printed: string, isFile: boolean): void => {
    const lines = readLogText(printed)
    // A file may hold anything; what is no log is none of ours.
    if (isFile && lines.some(({ level }) => level === 'unknown')) return
    if (!isFile) listener.onPrinted?.(printed)
    if (lines.some(({ atMs = Infinity }) => Date.now() - atMs > LATE_MS)) {
      // They may be of another trial.
      listener.onUnseen?.('late')
      return
    }
    for (const { level, text, isStack } of lines) {
      if (isStack && hasPrintedLine) continue
      hasPrintedLine = true
      listener.onLine(level, [text], true)
    }
  }
  const emitWarning = (warning: string | Error, options?: unknown): void => {
    const isNodes = NODE_WARNINGS.test(warningName(warning, options))
    const message = warning instanceof Error ? warning.message : warning
    listener.onLine(isNodes ? 'debug' : 'warn', [message], false)
  }
  const restores = [
    listenToConsole(onConsole),
    patch([createSurface(process, 'emitWarning', emitWarning)], { syncsImports: false }),
  ]
  if (takesOutput) {
    const unwatch = watchThreadWrites(() => listener.onUnseen?.('thread'))
    restores.push(takeOutput(onOutput), unwatch)
  }
  return () => {
    for (const restore of restores.toReversed()) restore()
  }
}

/** The values of one line as the line reads. */
export function toLogText(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : describe(value))).join(' ')
}

/** Many loggers print every line by `console.log()`, with the level in its text. */
function readConsoleLevel(level: ConsoleLevel, [message]: readonly unknown[]): LogLevel {
  if (level !== 'info' || typeof message !== 'string') return level
  const [line] = readLogText(message)
  return line === undefined || line.level === 'unknown' ? level : line.level
}

function warningName(warning: string | Error, options: unknown): string {
  if (warning instanceof Error) return warning.name
  if (typeof options === 'string') return options
  return (options as { type?: string } | undefined)?.type ?? 'Warning'
}
