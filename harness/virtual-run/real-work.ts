import { request } from '../clock/stand-in.ts'
import { createHandleHook, type HandleHook } from '../platform/handle-hook.ts'
import { nameRequest } from '../handles/handle-census.ts'
import type { HandleType } from '../model/handle-type.ts'
import { findCensusType } from '../handles/kinds/find-census-type.ts'
import { findOwner, type NativeHandle } from '../platform/native-handle.ts'
import { RequestsInFlight } from '../handles/requests-in-flight.ts'
import { captureSite } from '../stack/call-sites.ts'
import { findActiveSockets, listActiveTypes } from '../platform/active-handles.ts'
import { isInPromise } from '../platform/async-context.ts'
import { isMadeAsResource, isMadeByAbort } from '../platform/node-scripts.ts'
import { isZlibAtWork } from '../platform/stream-internals.ts'
import { findStackFrames } from '../stack/stack-frame.ts'
import { findSiteOwner } from '../platform/node-scripts.ts'
import { formatPlace } from '../promises/describe-hang.ts'
import { InvisibleWork } from './invisible-work.ts'
import { findSocketWork } from './socket-work.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** What comes and goes with every statement; ours among them. */
const IGNORED: ReadonlySet<string> = new Set(['TickObject', 'Microtask', 'VirtualTimer'])

/** Connections, which are judged all together. */
const CONNECTIONS: ReadonlySet<string> = new Set(['TCPWRAP', 'PIPEWRAP'])

/** What ends by itself in real time, while it keeps the process alive. */
const RUNNING: ReadonlySet<string> = new Set(['PROCESSWRAP', 'WORKER', 'STATWATCHER'])

/** What may bring something from outside at any time, and may never. */
const LISTENING: ReadonlySet<string> = new Set([
  'UDPWRAP',
  'FSEVENTWRAP',
  'SIGNALWRAP',
  'PROCESSWRAP',
  'WORKER',
])

/** A native interval that has fired so often, and brought nothing, brings nothing. */
const MAX_INTERVAL_FIRES = 20

/** How many handles are noted before those that have closed are dropped. */
const FIRST_COMPACTION = 64

interface Entry {
  readonly asyncId: number
  readonly asyncType: string
  readonly type: HandleType | undefined
  readonly resource: object
  readonly site: Error
  /** How often a timer has fired. */
  fires: number
}

/** Watches, from {@link RealWork.start} on, for what only real time moves. */
export class RealWork {
  /** Counts up with everything that real time brings. */
  activity = 0
  readonly #invisible = new InvisibleWork()
  readonly #requests = new RequestsInFlight()
  readonly #immediates = new Set<number>()
  readonly #ours = new Set<number>()
  #entries: Entry[] = []
  #compactAt = FIRST_COMPACTION
  #socketsBefore: ReadonlySet<object> = new Set()
  #timersBefore = 0
  readonly #hook: HandleHook = createHandleHook({
    init: (asyncId, asyncType, _trigger, resource) => this.#onInit(asyncId, asyncType, resource),
    before: (asyncId) => this.#onBefore(asyncId),
  })

  start(): void {
    this.#socketsBefore = new Set(findActiveSockets())
    this.#timersBefore = countTimers()
    this.#invisible.install()
    this.#hook.enable()
  }

  stop(): void {
    this.#hook.disable()
    this.#invisible.restore()
  }

  /** Whether nothing of real time was ever touched, so that there is nothing to look at. */
  get isUntouched(): boolean {
    return this.#entries.length === 0 && this.#immediates.size === 0 && !this.#requests.areAny
  }

  /** Whether native immediates are to run in the next turn. */
  get hasImmediates(): boolean {
    return this.#immediates.size > 0
  }

  /** Whether real work is under way that ends by itself: time must not overtake it. */
  get isUnderWay(): boolean {
    if (this.#requests.areAny) return true
    const { isCompiling, isWorkerOwing, isWaiting } = this.#invisible
    if (isCompiling || isWorkerOwing) return true
    if (this.#entries.length === 0) return this.#findSockets().isAwaited
    if (isWaiting && this.#entries.some((entry) => entry.asyncType === 'WORKER' && isOpen(entry)))
      return true
    return this.#entries.some(isRunning) || this.#findSockets().isAwaited
  }

  /** Whether something may come of what no hook tells of, or from outside of the process. */
  get mayBeSurprised(): boolean {
    const { isWaiting, hasTalkedToWorkers } = this.#invisible
    return (
      isWaiting ||
      hasTalkedToWorkers ||
      this.#entries.some((entry) => LISTENING.has(entry.asyncType) && isOpen(entry)) ||
      this.#findSockets().isOpen
    )
  }

  /** How many of the native timers that were started before may still be running. */
  get earlierTimers(): number {
    const own = this.#entries.filter(
      (entry) => entry.asyncType === 'Timeout' && isOpen(entry) && isReferenced(entry),
    )
    return Math.min(this.#timersBefore, countTimers() - own.length)
  }

  /** What is under way or open, each with its line: `child process, spawn (src/run.ts:3:9)`. */
  describe(): string[] {
    const requests = this.#requests
      .list()
      .map(({ asyncType, site }) => ({ name: nameRequest(asyncType), site }))
    const handles = this.#entries
      .filter((entry) => isOpen(entry))
      .map(({ type, asyncType, site }) => ({ name: type?.name ?? type?.kind ?? asyncType, site }))
    const lines = [...requests, ...handles].map(({ name, site }) => {
      const [frame] = findStackFrames(site)
      return frame === undefined ? name : `${name}, ${formatPlace(frame)}`
    })
    return [...new Set(lines)]
  }

  #findSockets(): ReturnType<typeof findSocketWork> {
    const resources = this.#entries.filter(({ asyncType }) => CONNECTIONS.has(asyncType))
    return findSocketWork(
      resources.map(({ resource }) => resource),
      this.#socketsBefore,
    )
  }

  #onInit(asyncId: number, asyncType: string, resource: object): void {
    if (IGNORED.has(asyncType)) return
    if (asyncType === 'Immediate') {
      if (request.isOurs) this.#ours.add(asyncId)
      else this.#immediates.add(asyncId)
      return
    }
    if (request.isOurs) {
      this.#ours.add(asyncId)
      return
    }
    const site = captureSite()
    // Made in JavaScript, as a virtual timer is: nothing that real time moves.
    if (isMadeAsResource(site)) return
    this.#requests.add(asyncId, asyncType, resource, site)
    const type = findCensusType(asyncType)
    if (type === undefined && asyncType !== 'ZLIB' && asyncType !== 'SIGNALWRAP') return
    if (asyncType === 'Timeout' ? !isUsersTimer(site) : findSiteOwner(site) === 'runner') return
    this.#entries.push({ asyncId, asyncType, type, resource, site, fires: 0 })
    if (this.#entries.length >= this.#compactAt) this.#compact()
  }

  #onBefore(asyncId: number): void {
    if (this.#ours.delete(asyncId)) return
    // Where others hook promises: these are told of by what they come from.
    if (isInPromise()) return
    this.activity += 1
    this.#requests.end(asyncId)
    if (this.#immediates.delete(asyncId)) return
    for (const entry of this.#entries) if (entry.asyncId === asyncId) entry.fires += 1
  }

  #compact(): void {
    this.#entries = this.#entries.filter((entry) => isOpen(entry) || isIdleZlib(entry))
    this.#compactAt = Math.max(FIRST_COMPACTION, this.#entries.length * 2)
  }
}

/** The native timers that keep the process alive. */
function countTimers(): number {
  return listActiveTypes().filter((name) => name === 'Timeout').length
}

/** A timer that the user asked for, and did not get from Node for its own ends. */
function isUsersTimer(site: Error): boolean {
  const owner = findSiteOwner(site, true)
  return owner === 'user' || (owner === 'core' && isMadeByAbort(site))
}

function isOpen({ asyncType, type, resource }: Entry): boolean {
  if (asyncType === 'ZLIB') return isZlibAtWork(resource)
  if (asyncType === 'SIGNALWRAP') return (resource as NativeHandle).hasRef?.() !== undefined
  return type?.isOpen(resource) ?? false
}

function isRunning(entry: Entry): boolean {
  const { asyncType, resource, fires } = entry
  if (asyncType === 'ZLIB') return isZlibAtWork(resource)
  if (asyncType === 'Timeout') return fires < MAX_INTERVAL_FIRES && isOpen(entry)
  return RUNNING.has(asyncType) && isOpen(entry) && isReferenced(entry)
}

function isReferenced({ type, resource }: Entry): boolean {
  return type?.isReferenced?.(resource) ?? true
}

/** Its next chunk makes no new resource. */
function isIdleZlib({ asyncType, resource }: Entry): boolean {
  return asyncType === 'ZLIB' && findOwner(resource)?.destroyed !== true
}
