import { captureSite, readFrames, readStack } from '../stack/call-sites.ts'
import { findExecutionId } from '../platform/async-context.ts'
import { isMadeAsResource, isMadeByWorker } from '../platform/node-scripts.ts'
import { isOwnScript, markWatching } from '../stack/script-owner.ts'
import { findSiteOwner } from '../platform/node-scripts.ts'
import { findUserFrame } from '../stack/user-frame.ts'
import { createHandleHook, type HandleHook } from '../platform/handle-hook.ts'
import type { HandleType } from '../model/handle-type.ts'
import { findOpenFiles } from '../platform/open-files.ts'
import { findCensusType } from './kinds/find-census-type.ts'
import { RequestsInFlight } from './requests-in-flight.ts'

markWatching(import.meta.url)

/** A handle of the operating system or of the runtime that is still open. */
export interface OpenHandle {
  /** `TCP server`, `child process`, … */
  kind: string
  /** The user's frame that opened it, when one was on the stack. */
  openedAt?: string
}

/** Neither handles nor requests: they come and go with every statement; the clock's timers too. */
const IGNORED = new Set(['TickObject', 'Microtask', 'Immediate', 'SIGNALWRAP', 'VirtualTimer'])

interface Entry {
  readonly type: HandleType
  readonly resource: object
  readonly site: Error
}

/** Notes what user code opens from {@link HandleCensus.start} on, by async hooks without promises. */
export class HandleCensus {
  readonly #entries: Entry[] = []
  /** What the user's code opened, directly or through something it opened. */
  readonly #owned = new Set<number>()
  readonly #requests = new RequestsInFlight()
  readonly #hook: HandleHook = createHandleHook({
    init: (asyncId, type, trigger, resource) => this.#onInit(asyncId, type, trigger, resource),
    // The callback of a request: it has ended.
    before: (asyncId) => this.#requests.end(asyncId),
  })
  #filesBefore: ReadonlySet<string> | undefined
  #first: (OpenHandle & { rank: number }) | undefined
  #hasTouchedReality = false
  #isUnwatched = false

  /** @param options.files watches file descriptors too, which costs a look at each one that is open */
  start({ files }: { files: boolean }): void {
    if (files) this.#filesBefore = findOpenFiles()
    this.#hook.enable()
  }

  stop(): void {
    this.#hook.disable()
  }

  /**
   * Whether user code has started anything that settles in real time only: I/O, a worker, a child.
   * While it has not, what has not happened after the event loop was drained never will.
   */
  get hasTouchedReality(): boolean {
    return this.#hasTouchedReality
  }

  /** Whether real work is under way: a request of the user's in flight. */
  get hasRequests(): boolean {
    return this.#requests.areAny
  }

  /** Whether real time may still bring something: a request in flight, or a handle that is open. */
  get isBusy(): boolean {
    return this.hasRequests || this.#entries.some(isOpen)
  }

  /** The handles that were opened since {@link start} and are open now. */
  findOpen(): OpenHandle[] {
    const open = this.#entries
      .filter(isOpen)
      .map(({ type, site }) => toOpenHandle(toName(type), findOpeningFrame(site)))
    if (this.#filesBefore === undefined) return open
    for (const file of findOpenFiles()) {
      if (!this.#filesBefore.has(file))
        open.push({ kind: `file descriptor of ${file.replace(/^\d+ /, '')}` })
    }
    return open
  }

  /**
   * The first thing of real time that user code started, message ports left aside: these deliver in the
   * next turn of the event loop, and hardly later.
   */
  findFirst(): OpenHandle | undefined {
    return this.#first
  }

  /** The kinds of real-time resources seen so far, for naming the cause of a subject that does not tick. */
  findKinds(): Set<string> {
    return new Set(this.#entries.map(({ type }) => toName(type)))
  }

  /** Notes nothing that `action` opens in its turn: it is the harness's own. */
  unwatched<T>(action: () => T): T {
    this.#isUnwatched = true
    try {
      return action()
    } finally {
      this.#isUnwatched = false
    }
  }

  /** Closes what is open, so that a leak of one check is not met by the next. */
  closeAll(): void {
    for (const { type, resource } of this.#entries.filter(isOpen)) {
      try {
        const closing = type.close(resource)
        if (closing instanceof Promise) closing.catch(() => {})
      } catch {
        // Best effort: what is on its way out may refuse.
      }
    }
  }

  /** What has a place says most, then a handle more than the requests that lead to it. */
  #noteFirst(asyncType: string, type: HandleType | undefined, openedAt: string | undefined): void {
    if (asyncType === 'MESSAGEPORT' || asyncType === 'DNSCHANNEL') return
    const rank = (openedAt === undefined ? 0 : 2) + (type === undefined ? 0 : 1)
    if (this.#first !== undefined && this.#first.rank >= rank) return
    const kind = type === undefined ? nameRequest(asyncType) : `a ${toName(type)}`
    this.#first = { ...toOpenHandle(kind, openedAt), rank }
  }

  #onInit(asyncId: number, asyncType: string, trigger: number, resource: object): void {
    if (this.#isUnwatched || IGNORED.has(asyncType)) return
    const site = captureSite()
    // Made in JavaScript, as a virtual timer is: nothing that real time moves.
    if (isMadeAsResource(site)) return
    const type = findCensusType(asyncType)
    const isTimer = asyncType === 'Timeout'
    const openingFrame = findOpeningFrame(site)
    const isOwned =
      openingFrame !== undefined ||
      this.#owned.has(trigger) ||
      this.#owned.has(findExecutionId()) ||
      // Opened by Node itself a tick after the user asked for it, as `server.listen()` does.
      (type !== undefined && !isTimer && isCoreOnly(site))
    if (!isOwned) return
    // The ports through which a worker talks to its parent live and die with the worker.
    if (asyncType === 'MESSAGEPORT' && isMadeByWorker(site)) return
    if (isTimer && findSiteOwner(site, true) === 'core') return
    this.#owned.add(asyncId)
    this.#hasTouchedReality = true
    this.#noteFirst(asyncType, type, openingFrame)
    this.#requests.add(asyncId, asyncType, resource, site)
    if (type !== undefined) this.#entries.push({ type, resource, site })
  }
}

const REQUEST_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^FS/, 'a request to the file system'],
  [/^(GETADDRINFO|GETNAMEINFO|QUERYWRAP)/, 'a DNS look-up'],
  [/^ZLIB/, 'zlib'],
  [/^(PBKDF2|SCRYPT|RANDOM|HASH|SIGN|CIPHER|KEY|DERIVE|HKDF)/, 'a request to node:crypto'],
]

/** What a request is called in a message. */
export function nameRequest(asyncType: string): string {
  const known = REQUEST_NAMES.find(([pattern]) => pattern.test(asyncType))
  return known?.[1] ?? `a request (${asyncType})`
}

function isOpen({ type, resource }: Entry): boolean {
  return type.isOpen(resource)
}

function toName({ name, kind }: HandleType): string {
  return name ?? kind
}

function findOpeningFrame(site: Error): string | undefined {
  return findUserFrame({ stack: readStack(site) })
}

/** Whether nobody's code but Node's was on the stack, our own aside. */
function isCoreOnly(site: Error): boolean {
  return [...readFrames(site)].every(
    ({ script }) => script.startsWith('node:') || isOwnScript(script),
  )
}

function toOpenHandle(kind: string, openedAt: string | undefined): OpenHandle {
  return openedAt === undefined ? { kind } : { kind, openedAt }
}
