import type { EventPlace } from '../../model/timeline.ts'
import type { LogRecord, ScheduleEvent } from './schedule-record.ts'

const PLACES: Readonly<Record<LogRecord['level'], EventPlace>> = {
  info: { lane: 'log', level: 'info' },
  warn: { lane: 'log', level: 'warn' },
  error: { lane: 'log', level: 'error' },
  unknown: { lane: 'log' },
}

/** What happens in one schedule, in order, and what the subject logs. */
export class ScheduleLog {
  readonly events: ScheduleEvent[] = []
  readonly logs: LogRecord[] = []
  readonly isTracing: boolean
  /** How many steps have begun. */
  steps = 0
  /** Whether what happens now is not taken down. */
  isClosed = false
  readonly #time: { readonly elapsedMs: number }

  /** @param time milliseconds since the schedule began */
  constructor(time: { readonly elapsedMs: number }, isTracing: boolean) {
    this.#time = time
    this.isTracing = isTracing
  }

  add(text: string, place?: EventPlace, isOperation = false): ScheduleEvent {
    const { elapsedMs: atMs } = this.#time
    const event = { order: this.events.length, step: this.steps, atMs, text, isOperation, place }
    if (!this.isClosed) this.events.push(event)
    return event
  }

  /** A line that the subject logged, by whichever way. */
  line(level: LogRecord['level'], text: string): void {
    if (this.isClosed) return
    const event = this.add(`${level}: ${text}`, PLACES[level])
    const site = this.isTracing ? new Error('logged here') : undefined
    this.logs.push({ level, text, event, site })
  }
}
