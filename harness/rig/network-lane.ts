import type { EventPlace } from '../model/timeline.ts'
import type { NetworkConnection } from '../model/network.ts'
import type { NetworkLogEntry } from '../network/event-log.ts'
import type { SimulatedNetwork } from '../network/simulated-network.ts'
import { formatMs } from '../text/format-ms.ts'

const LANE = 'network'

/** Where the lane is written down. */
interface Timeline {
  add(event: string, place?: EventPlace): unknown
}

/** Writes down in a timeline what happens in a network: who connected, what was asked, what went wrong. */
export class NetworkLane {
  readonly #network: SimulatedNetwork
  readonly #timeline: Timeline
  readonly #inFlight: { n: number; connection: number; text: string }[] = []
  #requests = 0

  /** Writes down from now on what happens in a network. */
  static begin(network: SimulatedNetwork, timeline: Timeline): NetworkLane {
    const lane = new NetworkLane(network, timeline)
    network.follow((entry) => lane.note(entry))
    return lane
  }

  constructor(network: SimulatedNetwork, timeline: Timeline) {
    this.#network = network
    this.#timeline = timeline
  }

  /** What is in flight now, where anything is: a call is about to land. */
  noteInFlight(): void {
    if (this.#inFlight.length === 0) return
    const texts = this.#inFlight.map(({ text }) => text).join(', ')
    this.#add(`in flight: ${texts}`, { label: 'in flight' })
  }

  /** What is open now, as netstat shows it. */
  noteOpen(): void {
    for (const connection of this.#network.connections())
      this.#add(`open: ${formatConnection(connection)}`, { label: 'open' })
  }

  /** Something has happened. */
  note(entry: NetworkLogEntry): void {
    const { kind, host, connection, text = '' } = entry
    if (kind === 'open')
      this.#add(`connected to ${host} (#${connection})`, { label: `#${connection}` })
    else if (kind === 'fail') this.#add(`${host}: ${text}`, { failed: true })
    else if (kind === 'fault') this.#add(`${host}: ${text}`)
    else if (kind === 'reset') this.#add(`${host} (#${connection}) was reset`, { failed: true })
    else if (kind === 'request') this.#begin(connection, text)
    else if (kind === 'answer' || kind === 'abandon') this.#end(entry)
  }

  #begin(connection: number, text: string): void {
    this.#requests += 1
    const n = this.#requests
    this.#inFlight.push({ n, connection, text })
    this.#add(`${text} arrived`, { begins: n, label: text.replace(/^(\w+) \w+:\/\/[^/]*/, '$1 ') })
  }

  #end({ kind, connection, text = '' }: NetworkLogEntry): void {
    const index = this.#inFlight.findIndex(
      (each) => each.connection === connection && text.endsWith(each.text),
    )
    const [request] = index < 0 ? [] : this.#inFlight.splice(index, 1)
    const place: EventPlace = request === undefined ? {} : { ends: request.n }
    if (kind === 'answer') this.#add(`answered: ${text}`, place)
    else this.#add(`${text} was given up`, { ...place, failed: true })
  }

  #add(event: string, place: EventPlace = {}): void {
    this.#timeline.add(event, { lane: LANE, ...place })
  }
}

/** `the connection to redis.test:6379, open since 0 ms`. */
export function formatConnection({
  host,
  port,
  kind,
  state,
  openedAtMs,
}: NetworkConnection): string {
  const place = port === undefined ? host : `${host}:${port}`
  if (kind === 'udp') return `the UDP socket at ${place}, open since ${formatMs(openedAtMs)}`
  if (state === 'listening') return `the server at ${place}, open since ${formatMs(openedAtMs)}`
  return `the connection to ${place}, ${state} since ${formatMs(openedAtMs)}`
}
