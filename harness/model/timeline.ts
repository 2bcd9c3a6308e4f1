import type { TimelineEvent } from './report.ts'

/** Where an event is drawn, and how: all of it but its time, its text and the mark. */
export type EventPlace = Pick<
  TimelineEvent,
  'lane' | 'begins' | 'ends' | 'label' | 'failed' | 'level'
>

/** Collects what happens during one trial, in order, at virtual times. */
export class Timeline {
  readonly events: TimelineEvent[] = []
  readonly #nowMs: () => number

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  get nowMs(): number {
    return this.#nowMs()
  }

  add(event: string, place?: EventPlace): TimelineEvent {
    const entry: TimelineEvent = { atMs: this.#nowMs(), event, ...place }
    this.events.push(entry)
    return entry
  }

  /** Adds what has happened before, after all that had by then. */
  insert(atMs: number, event: string, place?: EventPlace): TimelineEvent {
    const entry: TimelineEvent = { atMs, event, ...place }
    const before = this.events.findLastIndex((other) => other.atMs <= atMs)
    this.events.splice(before + 1, 0, entry)
    return entry
  }

  /** A copy with `offending` marked; the record must not change when the trial goes on. */
  snapshot(offending?: TimelineEvent, mark = 'not allowed'): TimelineEvent[] {
    return this.events.map((entry) => (entry === offending ? { ...entry, mark } : { ...entry }))
  }
}
