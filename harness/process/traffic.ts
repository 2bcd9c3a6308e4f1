import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, sendRequest } from './send-request.ts'
import { ProbeError } from './probe-options.ts'
import type { ProbedProcess } from './probed-process.ts'

/** A request of the probe, as its client saw it. */
export interface TrafficRequest {
  id: string
  /** Whether it was sent before the process was told to end. */
  isBefore: boolean
  /** Whether it was over before that, too. */
  isOverBefore: boolean
  answer: Answer | undefined
}

/** What the requests of one run have shown. */
export interface TrafficRecord {
  /** The paths, for the texts. */
  request: string | undefined
  readiness: string | undefined
  /** What the URL answers in quiet times. */
  usualStatus: number | undefined
  requests: readonly TrafficRequest[]
  polls: readonly TrafficRequest[]
  /** How many records of the process there were when it was told to end. */
  toldAt: number
}

/** What is requested. */
export interface TrafficOptions {
  module: string
  readyMs: number
  request?: string | undefined
  readiness?: string | undefined
}

/** Requests that are kept in flight. */
const IN_FLIGHT = 4

/** Readiness is asked for by so many, each so soon after its last answer. */
const POLLERS = 2
const POLL_MS = 10

/** How long the program may take to receive a request; a server of another make tells nothing of it. */
const RECEIVE_MS = 1000

/** How long an answer in quiet times is waited for: there may be URLs that take longer. */
const USUAL_MS = 3000

/** How long there is between two requests once the process is told to end. */
const LATE_MS = 50

/** Requests at the moment of the end: some in flight, and the question whether it is ready. */
export class Traffic {
  readonly #child: ProbedProcess
  readonly #options: TrafficOptions
  readonly #requests: TrafficRequest[] = []
  readonly #polls: TrafficRequest[] = []
  readonly #stop = new AbortController()
  #usualStatus: number | undefined
  #isTold = false
  #toldAt = 0
  #count = 0

  constructor(child: ProbedProcess, options: TrafficOptions) {
    this.#child = child
    this.#options = options
  }

  get record(): TrafficRecord {
    const { request, readiness } = this.#options
    return {
      request,
      readiness,
      usualStatus: this.#usualStatus,
      requests: this.#requests,
      polls: this.#polls,
      toldAt: this.#toldAt,
    }
  }

  /**
   * Waits until the URLs are answered, and keeps requests in flight from then on.
   *
   * @throws {ProbeError} when they are not answered, or the program is not ready
   */
  async start(): Promise<void> {
    const { request, readiness } = this.#options
    if (readiness !== undefined) {
      const url = await this.#findUrl('readiness', readiness, (status) => status < 400)
      for (let left = POLLERS; left > 0; left -= 1) void this.#poll(url)
    }
    if (request === undefined) return
    const url = await this.#findUrl('request', request, () => true)
    for (let left = IN_FLIGHT; left > 0; left -= 1) void this.#load(url)
    const isReceived = (): boolean =>
      this.#child.records.some((record) => record.type === 'request' && record.id.startsWith('r'))
    await this.#child.waitUntil(() => isReceived() || this.#child.exit !== undefined, RECEIVE_MS)
  }

  /** Notes that the process has been told to end. */
  noteTold(): void {
    this.#isTold = true
    this.#toldAt = this.#child.records.length
  }

  /** Gives up what is not answered. */
  stop(): void {
    this.#stop.abort()
  }

  /** Sends one request after the other: when the process is told to end, one is in flight. */
  async #load(url: URL): Promise<void> {
    while (!this.#isOver()) {
      const answer = await this.#send(url, 'r', this.#requests)
      // oxlint-disable-next-line no-await-in-loop
      if (this.#isTold || answer.kind !== 'answered') await sleep(LATE_MS)
      if (this.#isTold && answer.kind === 'refused') return
    }
  }

  async #poll(url: URL): Promise<void> {
    while (!this.#isOver()) {
      const answer = await this.#send(url, 'p', this.#polls)
      if (this.#isTold && answer.kind === 'refused') return
      await sleep(POLL_MS)
    }
  }

  async #send(url: URL, kind: string, list: TrafficRequest[]): Promise<Answer> {
    this.#count += 1
    const id = `${kind}${this.#count}`
    const request: TrafficRequest = {
      id,
      isBefore: !this.#isTold,
      isOverBefore: false,
      answer: undefined,
    }
    list.push(request)
    request.answer = await sendRequest(url, { id, signal: this.#stop.signal })
    request.isOverBefore = !this.#isTold
    return request.answer
  }

  #isOver(): boolean {
    return this.#stop.signal.aborted || this.#child.exit !== undefined
  }

  /** Finds the URL that answers: that of the options, or the path on a port that the program has opened. */
  async #findUrl(name: string, text: string, accepts: (status: number) => boolean): Promise<URL> {
    const { module, readyMs } = this.#options
    const endMs = performance.now() + readyMs
    let last = 'the program has opened no port'
    while (performance.now() < endMs && !this.#isOver()) {
      for (const url of this.#listUrls(text)) {
        const answer = await this.#ask(url)
        if (answer.kind === 'given-up') {
          if (name === 'request') return url
          last = `${url.href} did not answer`
        } else if (answer.kind === 'answered') {
          if (accepts(answer.status)) {
            if (name === 'request') this.#usualStatus = answer.status
            return url
          }
          last = `${url.href} answered ${answer.status}`
        } else last = `${url.href} could not be reached: ${answer.reason}`
      }
      await this.#child.waitUntil(() => this.#child.exit !== undefined, LATE_MS)
    }
    throw new ProbeError(
      `\`${module}\` did not answer \`${name}\` ${text} within ${readyMs} ms: ${last}.`,
    )
  }

  /** Asks in quiet times; gives up in time, or when all is given up. */
  async #ask(url: URL): Promise<Answer> {
    // No `AbortSignal.any()` of a timeout: Node 20 lets both be collected, and neither ever fires.
    const patience = new AbortController()
    const giveUp = (): void => patience.abort()
    const timer = setTimeout(giveUp, USUAL_MS)
    this.#stop.signal.addEventListener('abort', giveUp)
    const answer = await sendRequest(url, { id: 'q', signal: patience.signal })
    this.#stop.signal.removeEventListener('abort', giveUp)
    clearTimeout(timer)
    return answer
  }

  #listUrls(text: string): URL[] {
    if (!text.startsWith('/')) return [new URL(text)]
    return this.#child.records.flatMap((record) =>
      record.type === 'server' && record.state === 'opened' && record.port !== undefined
        ? [
            new URL(
              text,
              `http://${record.isOnIpv6 === true ? '[::1]' : '127.0.0.1'}:${record.port}`,
            ),
          ]
        : [],
    )
  }
}
