import { request } from '../clock/stand-in.ts'
import { nameRequest, type ResourceKind } from '../handles/kinds/find-resource-kind.ts'
import { pipeType, tcpSocketType, udpSocketType } from '../handles/kinds/network-types.ts'
import {
  childProcessType,
  pollingWatcherType,
  watcherType,
  workerType,
} from '../handles/kinds/system-types.ts'
import { isEntryOpen, isEntryReferenced, type ResourceType } from '../handles/open-entries.ts'
import {
  ResourceRecorder,
  type ResourceView,
  type SitedEntry,
} from '../handles/resource-recorder.ts'
import { findActiveSockets, listActiveTypes } from '../platform/active-handles.ts'
import { isInPromise } from '../platform/async-context.ts'
import { findOwner, type NativeHandle } from '../platform/native-handle.ts'
import { findSiteOwner, isMadeByAbort } from '../platform/node-scripts.ts'
import { isSimulated } from '../platform/simulated-resources.ts'
import { isZlibAtWork } from '../platform/stream-internals.ts'
import { formatPlace } from '../promises/describe-hang.ts'
import { markWatching } from '../stack/script-owner.ts'
import { findStackFrames } from '../stack/stack-frame.ts'
import { InvisibleWork } from './invisible-work.ts'
import { findSocketWork } from './socket-work.ts'

markWatching(import.meta.url)

/** A stream of `node:zlib`: open while it is at a chunk, and its next chunk makes no new resource. */
const codecType: ResourceType = { isOpen: isZlibAtWork }

/** A listener for a signal. */
const signalType: ResourceType = {
  isOpen: (handle: NativeHandle) => handle.hasRef?.() !== undefined,
}

/** Connections, which are judged all together. */
const CONNECTIONS: ReadonlySet<ResourceType> = new Set([tcpSocketType, pipeType])

/** What ends by itself in real time, while it keeps the process alive. */
const RUNNING: ReadonlySet<ResourceType> = new Set([
  childProcessType,
  workerType,
  pollingWatcherType,
])

/** What may bring something from outside at any time, and may never. */
const LISTENING: ReadonlySet<ResourceType> = new Set([
  udpSocketType,
  watcherType,
  signalType,
  childProcessType,
  workerType,
])

/** A native interval that has fired so often, and brought nothing, brings nothing. */
const MAX_INTERVAL_FIRES = 20

interface Entry extends SitedEntry {
  readonly isTimer: boolean
  /** What a message calls it. */
  readonly name: string
  /** How often a timer has fired. */
  fires: number
}

/** Watches, from {@link RealWork.start} on, for what only real time moves. */
export class RealWork implements ResourceView {
  /** Counts up with everything that real time brings. */
  activity = 0
  readonly #recorder = new ResourceRecorder<Entry>(this, isWorthKeeping)
  readonly #invisible = new InvisibleWork()
  readonly #immediates = new Set<number>()
  /** What the harness waits with itself, whose callbacks bring nothing. */
  readonly #ours = new Set<number>()
  #socketsBefore: ReadonlySet<object> = new Set()
  #timersBefore = 0

  start(): void {
    this.#socketsBefore = new Set(findActiveSockets())
    this.#timersBefore = countTimers()
    this.#invisible.install()
    this.#recorder.start()
  }

  stop(): void {
    this.#recorder.stop()
    this.#invisible.restore()
  }

  /** Whether nothing of real time was ever touched, so that there is nothing to look at. */
  get isUntouched(): boolean {
    return this.#entries.length === 0 && this.#immediates.size === 0 && !this.#hasRequests
  }

  /** Whether native immediates are to run in the next turn. */
  get hasImmediates(): boolean {
    return this.#immediates.size > 0
  }

  /** Whether real work is under way that ends by itself: time must not overtake it. */
  get isUnderWay(): boolean {
    if (this.#hasRequests) return true
    const { isCompiling, isWorkerOwing, isWaiting } = this.#invisible
    if (isCompiling || isWorkerOwing) return true
    if (this.#entries.length === 0) return this.#findSockets().isAwaited
    if (isWaiting && this.#entries.some((entry) => entry.type === workerType && isEntryOpen(entry)))
      return true
    return this.#entries.some(isRunning) || this.#findSockets().isAwaited
  }

  /** Whether something may come of what no hook tells of, or from outside of the process. */
  get mayBeSurprised(): boolean {
    const { isWaiting, hasTalkedToWorkers } = this.#invisible
    return (
      isWaiting ||
      hasTalkedToWorkers ||
      this.#entries.some((entry) => LISTENING.has(entry.type) && isEntryOpen(entry)) ||
      this.#findSockets().isOpen
    )
  }

  /** How many of the native timers that were started before may still be running. */
  get earlierTimers(): number {
    const own = this.#entries.filter(
      (entry) => entry.isTimer && isEntryOpen(entry) && isEntryReferenced(entry),
    )
    return Math.min(this.#timersBefore, countTimers() - own.length)
  }

  /** What is under way or open, each with its line: `child process, spawn (src/run.ts:3:9)`. */
  describe(): string[] {
    const requests = this.#recorder.requests
      .list()
      .map(({ asyncType, site }) => ({ name: nameRequest(asyncType), site }))
    const lines = [...requests, ...this.#recorder.entries.findOpen()].map(({ name, site }) => {
      const [frame] = findStackFrames(site)
      return frame === undefined ? name : `${name}, ${formatPlace(frame)}`
    })
    return [...new Set(lines)]
  }

  onInit(
    asyncId: number,
    asyncType: string,
    _triggerId: number,
    resource: object,
    kind: ResourceKind,
  ): void {
    const { role } = kind
    if (role !== 'fleeting' && request.isOurs) this.#ours.add(asyncId)
    else if (role === 'immediate') this.#immediates.add(asyncId)
    else {
      const site = this.#recorder.captureSite(kind)
      if (site !== undefined) this.#note(asyncId, asyncType, resource, kind, site)
    }
  }

  #note(
    asyncId: number,
    asyncType: string,
    resource: object,
    kind: ResourceKind,
    site: Error,
  ): void {
    this.#recorder.noteRequest(asyncId, asyncType, resource, kind, site)
    const type = findType(kind)
    if (type === undefined) return
    const isTimer = kind.role === 'timer'
    if (isTimer ? !isUsersTimer(site) : findSiteOwner(site) === 'runner') return
    const name = kind.type?.name ?? asyncType
    this.#recorder.entries.add({ type, isTimer, name, resource, site, asyncId, fires: 0 })
  }

  onBefore(asyncId: number): void {
    if (this.#ours.delete(asyncId)) return
    // Where others hook promises: these are told of by what they come from.
    if (isInPromise()) return
    this.activity += 1
    this.#recorder.requests.end(asyncId)
    if (this.#immediates.delete(asyncId)) return
    for (const entry of this.#entries) if (entry.asyncId === asyncId) entry.fires += 1
  }

  get #entries(): readonly Entry[] {
    return this.#recorder.entries.all
  }

  get #hasRequests(): boolean {
    return this.#recorder.requests.areAny
  }

  #findSockets(): ReturnType<typeof findSocketWork> {
    const connections = this.#entries.filter(({ type }) => CONNECTIONS.has(type))
    return findSocketWork(
      connections.map(({ resource }) => resource),
      this.#socketsBefore,
    )
  }
}

function findType({ role, type }: ResourceKind): ResourceType | undefined {
  if (role === 'codec') return codecType
  return role === 'signal' ? signalType : type
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

function isRunning(entry: Entry): boolean {
  const { type, isTimer, fires, resource } = entry
  if (!isEntryOpen(entry) || isSimulated(resource)) return false
  if (isTimer) return fires < MAX_INTERVAL_FIRES
  return type === codecType || (RUNNING.has(type) && isEntryReferenced(entry))
}

function isWorthKeeping(entry: Entry): boolean {
  const isIdle = entry.type === codecType && findOwner(entry.resource)?.destroyed !== true
  return isIdle || isEntryOpen(entry)
}
