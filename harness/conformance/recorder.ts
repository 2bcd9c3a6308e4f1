import { CONSOLE_LEVELS, findConsoles, type ConsoleLevel } from '../console/console-levels.ts'
import { listenToConsole } from '../console/console-trampolines.ts'
import { describe } from './describe.ts'
import type { ProbeLogger } from './subject.ts'
import type { TimelineEvent } from './report.ts'
import type { Timeline } from './timeline.ts'

/** One line the subject logged, by whichever way. */
export interface LogLine {
  readonly level: ConsoleLevel
  readonly text: string
  readonly event: TimelineEvent
  /** Its `stack` leads to the line of the subject that logged. */
  readonly site: Error
}

/** Warnings that Node itself emits through `process.emitWarning`: none is the subject speaking. */
const NODE_WARNINGS =
  /^(MaxListenersExceeded|Deprecation|Experimental|TimeoutOverflow|TimeoutNegative|TimeoutNaN)Warning$/

/** Records what a subject logs through its probe, through `console` and through `process.emitWarning`. */
export class Recorder {
  readonly lines: LogLine[] = []
  /** When set, every error line is answered by throwing this. */
  throwOnError: Error | undefined
  /** Whether {@link throwOnError} was ever thrown. */
  hasThrown = false
  readonly #timeline: Timeline
  #uninstall: (() => void) | undefined

  constructor(timeline: Timeline) {
    this.#timeline = timeline
  }

  readonly logger: ProbeLogger = {
    info: (message) => this.#record('info', [message]),
    warn: (message) => this.#record('warn', [message]),
    error: (message, cause) =>
      this.#record('error', cause === undefined ? [message] : [message, cause]),
  }

  /** Lines of a level from position `since` on; see {@link position}. */
  at(level: ConsoleLevel, since = 0): LogLine[] {
    return this.lines.slice(since).filter((line) => line.level === level)
  }

  /** Lines of any level that counts from position `since` on. */
  all(since = 0): LogLine[] {
    return this.lines.slice(since).filter((line) => line.level !== 'debug')
  }

  /** The position to hand to {@link at} and {@link all} later. */
  get position(): number {
    return this.lines.length
  }

  /** Takes over `console` and `process.emitWarning` until {@link uninstall}. */
  install(): void {
    const restores = [...findConsoles()].map((target) => this.#patchConsole(target))
    listenToConsole((level, values) => this.#record(level, values))
    const { emitWarning } = process
    process.emitWarning = (warning: string | Error, options?: unknown): void => {
      const isNodes = NODE_WARNINGS.test(warningName(warning, options))
      this.#record(isNodes ? 'debug' : 'warn', [
        warning instanceof Error ? warning.message : warning,
      ])
    }
    this.#uninstall = () => {
      process.emitWarning = emitWarning
      listenToConsole(undefined)
      for (const restore of restores) restore()
    }
  }

  uninstall(): void {
    this.#uninstall?.()
    this.#uninstall = undefined
  }

  #patchConsole(target: Console): () => void {
    const originals = new Map<string, PropertyDescriptor | undefined>()
    for (const [method, level] of Object.entries(CONSOLE_LEVELS)) {
      originals.set(method, Object.getOwnPropertyDescriptor(target, method))
      Object.defineProperty(target, method, {
        configurable: true,
        enumerable: true,
        writable: true,
        value: (...values: unknown[]) => this.#record(level, values),
      })
    }
    return () => {
      for (const [method, descriptor] of originals) {
        if (descriptor === undefined) Reflect.deleteProperty(target, method)
        else Object.defineProperty(target, method, descriptor)
      }
    }
  }

  #record(level: ConsoleLevel, values: readonly unknown[]): void {
    const text = values.map(toText).join(' ')
    const event = this.#timeline.add(`${level}: ${firstLine(text)}`, { lane: 'log' })
    this.lines.push({ level, text, event, site: new Error('logged here') })
    if (level !== 'error' || this.throwOnError === undefined) return
    this.hasThrown = true
    throw this.throwOnError
  }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : describe(value)
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n', 1)
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}

function warningName(warning: string | Error, options: unknown): string {
  if (warning instanceof Error) return warning.name
  if (typeof options === 'string') return options
  return (options as { type?: string } | undefined)?.type ?? 'Warning'
}
