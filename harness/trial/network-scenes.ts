import type { TimelineEvent } from '../model/report.ts'
import type { NetworkLogEntry } from '../network/event-log.ts'
import type { SimulatedNetwork } from '../network/simulated-network.ts'
import { NotApplicable } from '../model/rule-failure.ts'
import { listHosts } from '../rig/subject-network.ts'
import { formatMs } from '../text/format-ms.ts'
import type { Lab } from './lab.ts'
import type { Trial } from './trial.ts'

/** Intervals in which a task that talks to a host will have done so. */
const TALKING_INTERVALS = 5

/** Intervals in which a back-off has grown. */
const PAUSE_INTERVALS = 20

/** How many exchanges in a row a scene is played in: what a run sends last may be what nobody waits for. */
const EXCHANGES = 3

/**
 * What only asks. Sent once more before shutdown() has settled, it is a poll; another request there may
 * belong to the run in flight, or be the last word of one that says goodbye.
 */
export const ASKS: RegExp = /^(GET|HEAD) /

/** Something that a task has asked of a host, as it arrived there. */
export interface Exchange {
  readonly host: string
  readonly connection: number
  readonly sentAtMs: number
  /** `GET http://api.test/jobs`, or what was sent where it was no request over http. */
  readonly text: string
}

/** The network of a trial whose rule needs one. */
export function networkOf({ network }: Trial): SimulatedNetwork {
  if (network === undefined) throw new Error('the rule has to need a network')
  return network
}

/**
 * Plays one scene for every host that the subject names, in the first exchange with it and in the next
 * ones, each on a fresh manager, which is handed over as soon as something has arrived at the host.
 *
 * @throws {NotApplicable} when nothing arrives at any of them
 */
export async function eachExchange(
  lab: Lab,
  play: (t: Trial, host: string, exchange: Exchange) => Promise<void>,
  runs = 1,
): Promise<void> {
  const hosts = listHosts(lab.subject)
  let played = 0
  const scenes = hosts.flatMap((host) =>
    Array.from({ length: EXCHANGES }, (_, before) => ({ host, before })),
  )
  for (const { host, before } of scenes) {
    await lab.trial(
      async (t) => {
        for (let n = 0; n < before; n += 1) await awaitExchange(t, host)
        const exchange = await awaitExchange(t, host)
        if (exchange === undefined) return
        played += 1
        await play(t, host, exchange)
      },
      { runs },
    )
  }
  if (played > 0 || lab.isLeftOut) return
  throw new NotApplicable(
    `${lab.subject.name} sent nothing to ${hosts.join(', ') || 'any host'} in ${TALKING_INTERVALS} intervals`,
    'not-run',
  )
}

/** Lets time pass until something new has arrived at a host: its answer is on its way then. */
export async function awaitExchange(
  t: Trial,
  host: string,
  withinMs: number = TALKING_INTERVALS * t.T,
): Promise<Exchange | undefined> {
  const since = new LogMark(t)
  const find = (): NetworkLogEntry | undefined => since.entries(host).find(isArrival)
  await t.advUntil(() => find() !== undefined, withinMs)
  const arrival = find()
  if (arrival === undefined) return undefined
  const { connection, atMs, sentAtMs = atMs } = arrival
  // The packet of a request is told of before the request that is read from it.
  const request = since
    .entries(host)
    .find((entry) => entry.kind === 'request' && entry.connection === connection)
  const text = request?.text ?? `what was sent to ${host}`
  return { host, connection, sentAtMs, text }
}

/** A place in the log of a network: what comes later can be asked for. */
export class LogMark {
  readonly #network: SimulatedNetwork
  readonly #last: NetworkLogEntry | undefined

  constructor(t: Trial) {
    this.#network = networkOf(t)
    this.#last = this.#network.log().at(-1)
  }

  /** What has happened at a host since, or at all. */
  entries(host?: string): readonly NetworkLogEntry[] {
    const log = this.#network.log()
    const later = log.slice(this.#last === undefined ? 0 : log.lastIndexOf(this.#last) + 1)
    return host === undefined ? later : later.filter((entry) => entry.host === host)
  }

  /** How many connections were tried. */
  countAttempts(host?: string): number {
    return this.entries(host).filter(({ kind }) => kind === 'connect').length
  }
}

/**
 * Has all hosts refuse connections for some back-offs.
 *
 * @returns the longest pause between two attempts to connect to one of them; undefined where there were fewer
 */
export async function findLongestPause(t: Trial): Promise<number | undefined> {
  const network = networkOf(t)
  const hosts = listHosts(t.driver.subject)
  for (const host of hosts) {
    network.refuse(host)
    network.resetConnections(host)
  }
  const since = new LogMark(t)
  await t.adv(Math.max(PAUSE_INTERVALS * t.T, 3 * t.backoffMs))
  const pauses = hosts.flatMap((host) => {
    const attempts = since.entries(host).filter(({ kind }) => kind === 'connect')
    return attempts.slice(1).map(({ atMs }, index) => atMs - (attempts[index]?.atMs ?? atMs))
  })
  return pauses.length === 0 ? undefined : Math.max(...pauses)
}

/** `GET http://api.test/jobs, sent at 1000 ms, was never answered`. */
export function tellUnanswered({ text, sentAtMs }: Exchange): string {
  return `${text}, sent at ${formatMs(sentAtMs)}, was never answered`
}

function isArrival({ kind, from }: NetworkLogEntry): boolean {
  return kind === 'request' || kind === 'datagram' || (kind === 'data' && from === 'client')
}

/** Where the timeline tells of something that has happened in a network; it is noted there unless it does. */
export function noteEntry(
  t: Trial,
  { kind, atMs, text }: NetworkLogEntry,
  words: string,
): TimelineEvent {
  const told =
    kind === 'request'
      ? t.timeline.events.find((each) => each.atMs === atMs && each.event === `${text} arrived`)
      : undefined
  return told ?? t.timeline.insert(atMs, words, { lane: 'network' })
}

/**
 * When whoever sent a request began with it: with the connection, where it is the first on one, else with
 * its last packet. It arrives later.
 */
export function findBegunMs(
  log: readonly NetworkLogEntry[],
  { connection, atMs }: NetworkLogEntry,
): number {
  const before = log.filter((entry) => entry.connection === connection && entry.atMs <= atMs)
  const isFirst = before.filter(({ kind }) => kind === 'request').length <= 1
  const connect = before.find(({ kind }) => kind === 'connect')
  if (isFirst && connect !== undefined) return connect.atMs
  const sent = before.findLast(({ kind, from }) => kind === 'data' && from === 'client')
  return sent?.sentAtMs ?? atMs
}
