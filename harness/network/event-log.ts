/** When something was begun, by the count of whoever follows a network. */
export interface Beginning {
  /** Virtual milliseconds since it follows. */
  readonly atMs: number
  /** How many events there were by then. */
  readonly order: number
}

/**
 * Tells when what is done now is begun. A socket may be told to write before it hands that on: where
 * nobody knows, it counts from the macrotask in which it does.
 */
export type Stamp = (isExact: boolean) => Beginning

/** One thing that happened in a simulated network: the lane of a timeline, and what runs are compared by. */
export interface NetworkLogEntry {
  /** Virtual milliseconds, on the installed clock. */
  readonly atMs: number
  /**
   * - `lookup`: a name was asked for; `text` is the answer
   * - `connect`: the first packet was sent to a host; `open`: it was answered; `fail`: it was not
   * - `data`, `end`, `reset`: bytes, a FIN or an RST arrived at the other end
   * - `close`: an end of the connection was closed by its owner
   * - `datagram`: a datagram was sent
   * - `request`, `answer`, `abandon`: a request over http arrived, was answered, lost its connection
   * - `fault`: a method of the network was called; `text` names it
   */
  readonly kind:
    | 'lookup'
    | 'connect'
    | 'open'
    | 'fail'
    | 'data'
    | 'end'
    | 'reset'
    | 'close'
    | 'datagram'
    | 'request'
    | 'answer'
    | 'abandon'
    | 'fault'
  readonly host: string
  /** 0 where there is none yet. */
  readonly connection: number
  /** Whose doing it was. */
  readonly from?: 'client' | 'server'
  /** When it was sent, for what arrives. */
  readonly sentAtMs?: number
  /** When the client began with it: a request with its first packet, or with the connection that was made for it. */
  readonly begun?: Beginning
  /** Not under TLS, where it depends on real randomness. */
  readonly bytes?: number
  readonly text?: string
}

/** Entries that are kept; a task that talks without end must not fill the memory. */
const MAX_ENTRIES = 10_000

/** What happened, oldest first. */
export class EventLog {
  #entries: NetworkLogEntry[] = []
  /** How many of the oldest were dropped. */
  dropped = 0
  /** Told of every entry. */
  onEntry: ((entry: NetworkLogEntry) => void) | undefined
  /** Tells when something is begun, for entries to come. */
  stamp: Stamp | undefined

  add(entry: NetworkLogEntry): void {
    this.onEntry?.(entry)
    this.#entries.push(entry)
    if (this.#entries.length < 2 * MAX_ENTRIES) return
    this.#entries = this.#entries.slice(MAX_ENTRIES)
    this.dropped += MAX_ENTRIES
  }

  list(): readonly NetworkLogEntry[] {
    return this.#entries
  }

  clear(): void {
    this.#entries = []
    this.dropped = 0
  }
}

/** One entry as a line of text: `12 data api.test #1 from client 34`. */
export function formatLogEntry(entry: NetworkLogEntry): string {
  const { atMs, kind, host, connection, from, bytes, text } = entry
  const parts = [atMs, kind, host]
  if (connection > 0) parts.push(`#${connection}`)
  if (from !== undefined) parts.push(`from ${from}`)
  if (bytes !== undefined) parts.push(bytes)
  if (text !== undefined) parts.push(text)
  return parts.join(' ')
}
