import type { Beginning, NetworkLogEntry, Stamp } from '../../network/event-log.ts'
import type { ScheduleLog } from './schedule-log.ts'
import type { ScheduleEvent, SentRecord } from './schedule-record.ts'

/** What {@link SentLog} works on. */
interface SentLogParts {
  readonly journal: ScheduleLog
  readonly time: { readonly elapsedMs: number }
  /** The hosts that the subject names, each with whether it answers requests. */
  readonly peers: ReadonlyMap<string, boolean>
  readonly arriving: { readonly hasTriggeredLate: boolean }
}

/**
 * What a task that has been told to end sends to the hosts that it names, and when it began with that.
 * A pool of Node's connects by itself: to a host that answers requests, only these count.
 */
export class SentLog {
  readonly records: SentRecord[] = []
  /** Whether the task has been told to end. What was sent before is not kept. */
  isEnding = false
  readonly #parts: SentLogParts
  #turnOrder = 0

  constructor(parts: SentLogParts) {
    this.#parts = parts
  }

  /** A macrotask begins. */
  beginTurn(): void {
    this.#turnOrder = this.#parts.journal.events.length
  }

  readonly stamp: Stamp = (isExact) => ({
    atMs: this.#parts.time.elapsedMs,
    order: isExact ? this.#parts.journal.events.length : this.#turnOrder,
  })

  note(entry: NetworkLogEntry): void {
    const { begun, host, kind, from } = entry
    if (!this.isEnding || begun === undefined || from === 'server') return
    const { peers, arriving } = this.#parts
    const isAsked = peers.get(host)
    if (isAsked === undefined || arriving.hasTriggeredLate) return
    switch (kind) {
      case 'request':
        this.#add(entry, begun, entry.text ?? 'a request')
        return
      case 'datagram':
        this.#add(entry, begun, `a datagram to ${host}`)
        return
      case 'connect':
        if (!isAsked) this.#add(entry, begun, `a connection to ${host}`)
        return
      case 'data':
        // Under TLS nobody can tell what is said from what ends the connection.
        if (!isAsked && entry.bytes !== undefined) this.#add(entry, begun, `data to ${host}`)
        return
      case 'end':
      case 'reset':
        this.#forgetGoodbye(entry, begun)
    }
  }

  #add({ kind, connection }: NetworkLogEntry, begun: Beginning, text: string): void {
    this.records.push({ kind, connection, text, begun, event: this.#tell(kind, text) })
  }

  /** The lane of the network tells of requests itself. */
  #tell(kind: NetworkLogEntry['kind'], text: string): ScheduleEvent | undefined {
    const { journal } = this.#parts
    if (!journal.isTracing) return undefined
    if (kind === 'request') return journal.events.at(-1)
    const what = kind === 'data' ? `${text} arrived` : `${text} was begun`
    return journal.add(what, { lane: 'network' })
  }

  /** What is sent together with the end of a connection only takes leave. */
  #forgetGoodbye({ connection }: NetworkLogEntry, end: Beginning): void {
    for (let index = this.records.length - 1; index >= 0; index -= 1) {
      const record = this.records[index]
      const isGoodbye =
        record?.kind === 'data' &&
        record.connection === connection &&
        record.begun.atMs === end.atMs
      if (isGoodbye) this.records.splice(index, 1)
    }
  }
}
