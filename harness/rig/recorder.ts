import type { ConsoleLevel } from '../platform/console.ts'
import { describe } from '../text/describe.ts'
import { listenToLogs } from './listen-to-logs.ts'
import type { SubjectLogger } from '../model/subject.ts'
import type { TimelineEvent } from '../model/report.ts'
import type { Timeline } from '../model/timeline.ts'

/** One line the subject logged, by whichever way. */
export interface LogLine {
  readonly level: ConsoleLevel
  readonly text: string
  /** What was handed over: the message first. */
  readonly values: readonly unknown[]
  readonly event: TimelineEvent
  /** Its `stack` leads to the line of the subject that logged. */
  readonly site: Error
}

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

  readonly logger: SubjectLogger = {
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
    this.#uninstall = listenToLogs((level, values) => this.#record(level, values))
  }

  uninstall(): void {
    this.#uninstall?.()
    this.#uninstall = undefined
  }

  #record(level: ConsoleLevel, values: readonly unknown[]): void {
    const text = toLogText(values)
    const event = this.#timeline.add(`${level}: ${firstLine(text)}`, { lane: 'log', level })
    this.lines.push({ level, text, values, event, site: new Error('logged here') })
    if (level !== 'error' || this.throwOnError === undefined) return
    this.hasThrown = true
    throw this.throwOnError
  }
}

/** The values of one line as the line reads. */
export function toLogText(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : describe(value))).join(' ')
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n', 1)
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
