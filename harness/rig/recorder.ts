import type { LogLevel } from '../text/log-level.ts'
import { listenToLogs, toLogText } from './listen-to-logs.ts'
import type { SubjectLogger } from '../model/subject.ts'
import type { TimelineEvent } from '../model/report.ts'
import type { Timeline } from '../model/timeline.ts'

/** One line the subject logged, by whichever way. */
export interface LogLine {
  readonly level: LogLevel
  readonly text: string
  /** What was handed over: the message first. */
  readonly values: readonly unknown[]
  readonly event: TimelineEvent
  /** Its `stack` leads to the line of the subject that logged. */
  readonly site: Error
}

const COLLECTS =
  'the logger buffers lines before it prints them (`minLength` of pino.destination()), so it is unknown when they were logged: give the manager one that prints at once'

/** Records what a subject logs: through its probe, `console`, `process.emitWarning`, standard output and standard error. */
export class Recorder {
  readonly lines: LogLine[] = []
  /** Why an answer of {@link at} or {@link all} was `[]` for want of knowledge, if one was. */
  doubt: string | undefined
  /** When set, every error line is answered by throwing this, but those on standard output. */
  throwOnError: Error | undefined
  /** Whether {@link throwOnError} was ever thrown. */
  hasThrown = false
  readonly #timeline: Timeline
  readonly #printed: string[] = []
  readonly #blindness: string | undefined
  #unseen: 'thread' | 'late' | undefined
  #uninstall: (() => void) | undefined

  /** @param blindness why lines may be missing altogether, where they may */
  constructor(timeline: Timeline, blindness?: string) {
    this.#timeline = timeline
    this.#blindness = blindness
  }

  readonly logger: SubjectLogger = {
    info: (message) => this.#record('info', [message]),
    warn: (message) => this.#record('warn', [message]),
    error: (message, cause) =>
      this.#record('error', cause === undefined ? [message] : [message, cause]),
  }

  /** Lines of a level from position `since` on; see {@link position}. */
  at(level: Exclude<LogLevel, 'unknown'>, since = 0): LogLine[] {
    return this.#answer(
      this.lines.slice(since).filter((line) => line.level === level),
      since,
    )
  }

  /** Lines of any level that counts from position `since` on. */
  all(since = 0): LogLine[] {
    return this.#answer(
      this.lines.slice(since).filter(({ level }) => level !== 'debug' && level !== 'unknown'),
      since,
    )
  }

  /** Why lines may be missing among those from position `since` on, if they may. */
  findDoubt(since = 0): string | undefined {
    const unknown = this.lines.slice(since).find(({ level }) => level === 'unknown')
    if (unknown !== undefined)
      return `“${firstLine(unknown.text)}” was printed, but its level is unknown: print it as JSON with a \`level\`, or give the manager the logger that \`create\` receives`
    if (this.#unseen === undefined) return this.#blindness
    if (this.#unseen === 'late') return COLLECTS
    return 'lines went to a worker thread, as with a pino transport, and the check cannot see what that prints: give the manager a logger without a transport, or the one that `create` receives'
  }

  /** The position to hand to {@link at} and {@link all} later. */
  get position(): number {
    return this.lines.length
  }

  /** What was printed instead of recorded by the probe: nothing of it is lost. */
  get printed(): string {
    return this.#printed.join('')
  }

  /**
   * Takes over `console`, `process.emitWarning`, standard output and standard error until
   * {@link uninstall}.
   *
   * @param takesOutput whether the last two are taken over
   */
  install(takesOutput = true): void {
    this.#uninstall = listenToLogs(
      {
        onLine: (level, values, isOutput) => this.#record(level, values, isOutput),
        onPrinted: (text) => this.#printed.push(text),
        onUnseen: (why) => {
          this.#unseen = why
        },
      },
      takesOutput,
    )
  }

  uninstall(): void {
    this.#uninstall?.()
    this.#uninstall = undefined
  }

  #answer(lines: LogLine[], since: number): LogLine[] {
    if (lines.length === 0) this.doubt ??= this.findDoubt(since)
    return lines
  }

  #record(level: LogLevel, values: readonly unknown[], isOutput = false): void {
    const text = toLogText(values)
    const event = this.#timeline.add(`${level}: ${firstLine(text)}`, {
      lane: 'log',
      ...(level === 'unknown' ? {} : { level }),
    })
    this.lines.push({ level, text, values, event, site: new Error('logged here') })
    if (level !== 'error' || this.throwOnError === undefined || isOutput) return
    this.hasThrown = true
    throw this.throwOnError
  }
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n', 1)
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
