import type { HandleKind, HandleType } from '../model/handle-type.ts'
import { installed, makeOwn } from '../clock/stand-in.ts'
import { findExecutionId } from '../platform/async-context.ts'
import { findOwner } from '../platform/native-handle.ts'
import { isZlibAtWork } from '../platform/stream-internals.ts'
import { isSimulated } from '../platform/simulated-resources.ts'
import { findSiteOwner, isHookScript, isMadeByWorker } from '../platform/node-scripts.ts'
import { findOpenFiles } from '../platform/open-files.ts'
import { readFrames, readStack } from '../stack/call-sites.ts'
import { isOwnScript, markWatching } from '../stack/script-owner.ts'
import { findUserFrame } from '../stack/user-frame.ts'
import { isFurniture } from './furniture.ts'
import { nameRequest, type ResourceKind } from './kinds/find-resource-kind.ts'
import { closeEntry, isEntryOpen } from './open-entries.ts'
import { ResourceRecorder, type ResourceView, type SitedEntry } from './resource-recorder.ts'

markWatching(import.meta.url)

/** Something of the operating system or of the runtime that a subject uses. */
export interface RealResource {
  /** What kind of handle it is; absent for a request. */
  readonly kind?: HandleKind
  /** `TCP server`, `child process`, `a DNS look-up`. */
  readonly name: string
  /** The user's frame that opened it, when one was on the stack. */
  readonly openedAt?: string
}

/** Something that has been made, and may be real. */
interface Undecided {
  readonly asyncType: string
  readonly resource: object
  readonly kind: ResourceKind
  readonly openingFrame: string | undefined
}

/** How many may wait until it is asked whether they are. */
const MAX_UNDECIDED = 256
/** What is never real: a server, and a stream of JavaScript, which stands on another handle. */
const SIMULATED: ReadonlySet<string> = new Set(['JSSTREAM', 'SimulatedListener'])

/** Told of what user code opens while a census is taken, and of its callbacks. Its methods must not throw. */
export interface CallbackListener {
  /** User code, or what that has started, has made a resource: a handle, a timer, a request. */
  onOwned(asyncId: number, asyncType: string, resource: object): void
  /** A callback of some resource is about to run: of a port of a worker too, and of what others own. */
  onCallback(asyncId: number): void
}

/** An entry of a census: any handle. */
interface CensusEntry extends SitedEntry {
  readonly type: HandleType
}

/**
 * Notes what user code, and whatever that has started, opens from {@link HandleCensus.start} on. It
 * needs no scopes: a trial is alone in its process.
 */
export class HandleCensus implements ResourceView {
  readonly #recorder = new ResourceRecorder<CensusEntry>(this, mayBeOpen)
  /** What the user's code opened, directly or through something it opened. */
  readonly #owned = new Set<number>()
  readonly #names = new Set<string>()
  #filesBefore: ReadonlySet<string> | undefined
  #first: RealResource | undefined
  #firstRank = -1
  #hasTouchedReality = false
  readonly #codecs = new Set<object>()
  /** What virtual time may turn out to move, which shows only after it has been made. */
  #undecided: Undecided[] = []
  readonly #listener: CallbackListener | undefined

  constructor(listener?: CallbackListener) {
    this.#listener = listener
  }

  /** @param options.files watches file descriptors too, which costs a look at each one that is open */
  start({ files }: { files: boolean }): void {
    if (files) this.#filesBefore = findOpenFiles()
    this.#recorder.start()
  }

  stop(): void {
    this.#recorder.stop()
  }

  /**
   * Whether user code has started anything that settles in real time only: I/O, a worker, a child.
   * While it has not, what has not happened after the event loop was drained never will.
   */
  get hasTouchedReality(): boolean {
    this.#decide()
    return this.#hasTouchedReality
  }

  /** Whether real work is under way: a request of the user's in flight. */
  get hasRequests(): boolean {
    return this.#recorder.requests.areAny || this.#isCompressing
  }

  /** A stream of `node:zlib` works in a thread, one chunk at a time, and says so to nobody. */
  get #isCompressing(): boolean {
    if (this.#codecs.size === 0) return false
    for (const codec of this.#codecs)
      if (findOwner(codec)?.destroyed === true) this.#codecs.delete(codec)
    return [...this.#codecs].some(isZlibAtWork)
  }

  /** Whether real time may still bring something: a request in flight, or a handle that is open. */
  get isBusy(): boolean {
    return this.hasRequests || this.#findEntries().some(({ resource }) => !isSimulated(resource))
  }

  #findEntries(): CensusEntry[] {
    return this.#recorder.entries.findOpen().filter((entry) => !isFurniture(entry))
  }

  /** The handles that were opened since {@link start} and are open now. */
  findOpen(): RealResource[] {
    const open = this.#findEntries().map(({ type, site }) =>
      toResource(nameType(type), findOpeningFrame(site), type.kind),
    )
    if (this.#filesBefore === undefined) return open
    for (const file of findOpenFiles()) {
      if (this.#filesBefore.has(file)) continue
      open.push(toResource(`file descriptor of ${file.replace(/^\d+ /, '')}`, undefined, 'file'))
    }
    return open
  }

  /**
   * The first thing of real time that user code started. Message ports are left aside: they deliver
   * in the next turn of the event loop.
   */
  findFirst(): RealResource | undefined {
    this.#decide()
    return this.#first
  }

  /** The names of all handles seen so far, for naming the cause of a subject that does not tick. */
  findNames(): ReadonlySet<string> {
    return this.#names
  }

  /** Notes nothing that `action` opens in its turn: it is the harness's own. */
  unwatched<T>(action: () => T): T {
    return makeOwn(action)
  }

  /** Closes what is open, so that the next check does not meet what this one leaked. */
  closeAll(): void {
    for (const entry of this.#recorder.entries.findOpen()) closeEntry(entry)
  }

  onInit(
    asyncId: number,
    asyncType: string,
    triggerId: number,
    resource: object,
    kind: ResourceKind,
  ): void {
    const { role, type } = kind
    if (role === 'immediate' || role === 'signal') return
    const site = this.#recorder.captureSite(kind)
    if (site === undefined) return
    const openingFrame = findOpeningFrame(site)
    const isOwned =
      openingFrame !== undefined ||
      this.#owned.has(triggerId) ||
      this.#owned.has(findExecutionId()) ||
      // Opened by Node itself a tick after the user asked for it, as `server.listen()` does.
      (type !== undefined && role !== 'timer' && isCoreOnly(site, type.kind === 'file'))
    if (!isOwned) return
    if (role === 'timer' && findSiteOwner(site, true) === 'core') return
    this.#listener?.onOwned(asyncId, asyncType, resource)
    // The ports through which a worker talks to its parent live and die with the worker.
    if (type?.kind === 'message-port' && isMadeByWorker(site)) return
    this.#owned.add(asyncId)
    if (role === 'codec') this.#codecs.add(resource)
    this.#touch({ asyncType, resource, kind, openingFrame })
    this.#recorder.noteRequest(asyncId, asyncType, resource, kind, site)
    if (type === undefined) return
    this.#names.add(nameType(type))
    this.#recorder.entries.add({ type, resource, site, asyncId })
  }

  onBefore(asyncId: number): void {
    this.#recorder.requests.end(asyncId)
    this.#listener?.onCallback(asyncId)
  }

  /** Notes that something real was started, unless it turns out to be simulated. */
  #touch(made: Undecided): void {
    if (installed.events !== undefined || made.asyncType === 'STATWATCHER') {
      // Nothing is known of what is being made; what was made before has its handle by now.
      if (this.#undecided.length >= MAX_UNDECIDED) this.#decide()
      this.#undecided.push(made)
      return
    }
    this.#hasTouchedReality = true
    this.#noteFirst(made)
  }

  #decide(): void {
    const undecided = this.#undecided
    if (undecided.length === 0) return
    this.#undecided = []
    for (const made of undecided) {
      if (isSimulated(made.resource) || SIMULATED.has(made.asyncType)) continue
      this.#hasTouchedReality = true
      this.#noteFirst(made)
    }
  }

  /** What has a place says most, then a handle more than the requests that lead to it. */
  #noteFirst({ asyncType, kind: { role, type }, openingFrame: openedAt }: Undecided): void {
    if (role === 'channel' || type?.kind === 'message-port') return
    const rank = (openedAt === undefined ? 0 : 2) + (type === undefined ? 0 : 1)
    if (this.#firstRank >= rank) return
    const name = type === undefined ? nameRequest(asyncType) : `a ${nameType(type)}`
    this.#first = toResource(name, openedAt, type?.kind)
    this.#firstRank = rank
  }
}

/** A port that is idle now may be listened to later. */
function mayBeOpen(entry: CensusEntry): boolean {
  return entry.type.kind === 'message-port' || isEntryOpen(entry)
}

function nameType({ name, kind }: HandleType): string {
  return name ?? kind
}

function findOpeningFrame(site: Error): string | undefined {
  return findUserFrame({ stack: readStack(site) })
}

/**
 * Whether nobody's code but Node's was on the stack, our own aside. With nothing there at all the
 * machine itself has made it. For a connection that a server accepts, the server says whose it is;
 * for an opened file nothing does.
 * @param isEmptyEnough what an empty stack means
 */
function isCoreOnly(site: Error, isEmptyEnough: boolean): boolean {
  const scripts = [...readFrames(site)]
    .map(({ script }) => script)
    .filter((script) => !isOwnScript(script) && !isHookScript(script))
  if (scripts.length === 0) return isEmptyEnough
  return scripts.every((script) => script.startsWith('node:'))
}

function toResource(
  name: string,
  openedAt: string | undefined,
  kind: HandleKind | undefined,
): RealResource {
  return {
    name,
    ...(kind === undefined ? {} : { kind }),
    ...(openedAt === undefined ? {} : { openedAt }),
  }
}
