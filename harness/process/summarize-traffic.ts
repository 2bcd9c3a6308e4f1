import type { TimedRecord } from './child-record.ts'
import type { TrafficRecord, TrafficRequest } from './traffic.ts'

/** What became of the requests of one run. */
export interface TrafficSummary {
  request?: RequestSummary
  readiness?: ReadinessSummary
}

interface RequestSummary {
  url: string
  /** How many were in flight when the process was told to end, or were accepted after that. */
  accepted: number
  /** Why those were not answered that were not. */
  cut: readonly string[]
  /** The line that has closed all connections, where there is one. */
  cutFrame: string | undefined
  /** Whether a server stayed open after the signal, and no request came there: the machine was busy. */
  isLateMissed: boolean
  /** The status of an answer that says that the shutdown has broken something, and what is usual. */
  broken: { status: number; usual: number } | undefined
}

export interface ReadinessSummary {
  url: string
  /** Whether an answer said that it was not ready, before a server closed. */
  hasFailed: boolean
  /** How many answers there were in between. */
  answers: number
  /** From the signal to the first server that closed, or the exit, in milliseconds; undefined where it is not known. */
  openMs: number | undefined
}

/** Reads from both ends of each request what became of it. */
export function summarizeTraffic(
  traffic: TrafficRecord,
  records: readonly TimedRecord[],
): TrafficSummary {
  const signalAt = records.findIndex(({ type }) => type === 'signal')
  const toldAt = signalAt === -1 ? traffic.toldAt : signalAt
  return {
    ...(traffic.request === undefined
      ? {}
      : { request: summarizeRequests(traffic.request, traffic, { records, toldAt }) }),
    ...(traffic.readiness === undefined
      ? {}
      : { readiness: summarizeReadiness(traffic.readiness, traffic, { records, toldAt }) }),
  }
}

/** What the process has told, and how much of it before it was told to end. */
interface Told {
  records: readonly TimedRecord[]
  toldAt: number
}

function summarizeRequests(
  url: string,
  { requests, usualStatus = 200 }: TrafficRecord,
  told: Told,
): RequestSummary {
  const accepted = requests.filter((request) => isAccepted(request, told))
  const statuses = accepted.flatMap(({ answer }) =>
    answer?.kind === 'answered' ? [answer.status] : [],
  )
  const status = statuses.find((each) => isBroken(each) && usualStatus < 500)
  const after = told.records.slice(told.toldAt)
  const isLate = ({ id }: TrafficRequest): boolean =>
    after.some(
      (record) => record.type === 'request' && record.id === id && record.state === 'received',
    )
  const isKnown = told.records.some(({ type }) => type === 'request')
  const cutRecord = after.find((record) => record.type === 'server' && record.state === 'cut')
  return {
    url,
    accepted: accepted.length,
    cut: accepted.flatMap(({ answer }) => (answer?.kind === 'cut' ? [answer.reason] : [])),
    cutFrame: cutRecord !== undefined && 'frame' in cutRecord ? cutRecord.frame : undefined,
    isLateMissed: isKnown && (findOpenMs(after) ?? 0) >= LATE_OPEN_MS && !requests.some(isLate),
    broken: status === undefined ? undefined : { status, usual: usualStatus },
  }
}

/** 503 is how a server refuses. */
function isBroken(status: number): boolean {
  return status >= 500 && status !== 503
}

/**
 * Whether a request was in the hands of the program when it was told to end, or came there later. A
 * connection that nobody has taken from the queue of the kernel was not.
 */
function isAccepted(request: TrafficRequest, { records, toldAt }: Told): boolean {
  const own = [...records.entries()].flatMap(([index, record]) =>
    record.type === 'request' && record.id === request.id ? [{ index, state: record.state }] : [],
  )
  if (records.some(({ type }) => type === 'request')) {
    const isReceived = own.some(({ state }) => state === 'received')
    return isReceived && !own.some(({ state, index }) => state === 'answered' && index < toldAt)
  }
  // A server of another make: its client only knows.
  return request.isBefore && !request.isOverBefore
}

function summarizeReadiness(
  url: string,
  { polls }: TrafficRecord,
  { records, toldAt }: Told,
): ReadinessSummary {
  const after = records.slice(toldAt)
  const found = after.findIndex(isClosing)
  const before = found === -1 ? after : after.slice(0, found)
  const openMs = findOpenMs(after)
  if (!records.some(({ type }) => type === 'request')) {
    const answers = polls.flatMap(({ answer, isOverBefore }) =>
      answer?.kind === 'answered' && !isOverBefore ? [answer.status] : [],
    )
    return { url, hasFailed: answers.some(isFailing), answers: answers.length, openMs }
  }
  const answers = before.flatMap((record) =>
    record.type === 'request' && record.state === 'answered' && record.id.startsWith('p')
      ? [record.status]
      : [],
  )
  return { url, hasFailed: answers.some(isFailing), answers: answers.length, openMs }
}

function isClosing(record: TimedRecord): boolean {
  const isClosed = record.type === 'server' && record.state === 'closed'
  return isClosed || record.type === 'exit-call' || record.type === 'end'
}

/** How long the servers were open after the signal; undefined where they stayed open. */
function findOpenMs(after: readonly TimedRecord[]): number | undefined {
  const closing = after.find(isClosing)
  return closing === undefined ? undefined : closing.t - (after[0]?.t ?? 0)
}

/** A server that is open for so long after the signal gets a request. */
const LATE_OPEN_MS = 150

function isFailing(status: number): boolean {
  return status >= 400
}

/** A server that is open for so long after the signal can be seen not to be ready. */
const SEEN_MS = 50

/** Whether nothing was seen in a time in which something could be seen: the machine was busy. */
export function isMissed({ hasFailed, answers, openMs = 0 }: ReadinessSummary): boolean {
  return !hasFailed && answers === 0 && openMs >= SEEN_MS
}
