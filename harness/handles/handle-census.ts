import { createHook, executionAsyncId, type HookCallbacks } from 'node:async_hooks'
import { findUserFrame } from '../stack/user-frame.ts'
import { closeHandle, isHandleOpen } from './handle-state.ts'
import { findOpenFiles } from './open-files.ts'

/** A handle of the operating system or of the runtime that is still open. */
export interface OpenHandle {
  /** `TCP server`, `child process`, … */
  kind: string
  /** The user's frame that opened it, when one was on the stack. */
  openedAt?: string
}

/** What a census counts as a handle, by async resource type; everything else is a request in flight. */
const KINDS: Readonly<Record<string, string>> = {
  TCPSERVERWRAP: 'TCP server',
  PIPESERVERWRAP: 'pipe server',
  TCPWRAP: 'TCP socket',
  PIPEWRAP: 'pipe',
  UDPWRAP: 'UDP socket',
  HTTP2SESSION: 'HTTP/2 session',
  FSEVENTWRAP: 'file watcher',
  STATWATCHER: 'file watcher (polling)',
  FILEHANDLE: 'file handle',
  DIRHANDLE: 'directory handle',
  PROCESSWRAP: 'child process',
  WORKER: 'worker thread',
  MESSAGEPORT: 'message port',
  Timeout: 'native timer',
}

/** Requests that end with a callback: real work in flight, which virtual time must not overtake. */
const REQUESTS = new Set([
  'FSREQCALLBACK',
  'FSREQPROMISE',
  'FILEHANDLECLOSEREQ',
  'GETADDRINFOREQWRAP',
  'GETNAMEINFOREQWRAP',
  'QUERYWRAP',
  'TCPCONNECTWRAP',
  'PIPECONNECTWRAP',
  'WRITEWRAP',
  'SHUTDOWNWRAP',
  'UDPSENDWRAP',
  'PBKDF2REQUEST',
  'SCRYPTREQUEST',
  'RANDOMBYTESREQUEST',
  'HASHREQUEST',
])

/** Neither handles nor requests: they come and go with every statement; the clock's timers too. */
const IGNORED = new Set([
  'PROMISE',
  'TickObject',
  'Microtask',
  'Immediate',
  'SIGNALWRAP',
  'VirtualTimer',
])

/** Opening a socket goes through about a dozen frames of Node's own. */
const STACK_FRAMES = 30

interface Entry {
  readonly asyncId: number
  readonly type: string
  readonly resource: object
  readonly site: Error
}

/** Notes what user code opens from {@link HandleCensus.start} on, by async hooks without promises. */
export class HandleCensus {
  readonly #entries: Entry[] = []
  /** What the user's code opened, directly or through something it opened. */
  readonly #owned = new Set<number>()
  readonly #inFlight = new Set<number>()
  readonly #hook = createHook({
    init: (asyncId, type, trigger, resource) => this.#onInit(asyncId, type, trigger, resource),
    // The callback of a request: it has ended.
    before: (asyncId) => void this.#inFlight.delete(asyncId),
    // Honoured from Node 24.14 on; ignored, and slower, before.
    trackPromises: false,
  } as HookCallbacks)
  #filesBefore: ReadonlySet<string> | undefined
  #hasTouchedReality = false

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

  /** Whether real work is under way: a request in flight. */
  get hasRequests(): boolean {
    return this.#inFlight.size > 0
  }

  /** Whether real time may still bring something: a request in flight, or a handle that is open. */
  get isBusy(): boolean {
    return (
      this.hasRequests || this.#entries.some(({ type, resource }) => isHandleOpen(type, resource))
    )
  }

  /** The handles that were opened since {@link start} and are open now. */
  findOpen(): OpenHandle[] {
    const open = this.#entries
      .filter(({ type, resource }) => isHandleOpen(type, resource))
      .map(({ type, site }) => toOpenHandle(KINDS[type] ?? type, findUserFrame(site)))
    if (this.#filesBefore === undefined) return open
    for (const file of findOpenFiles()) {
      if (!this.#filesBefore.has(file))
        open.push({ kind: `file descriptor of ${file.replace(/^\d+ /, '')}` })
    }
    return open
  }

  /** The kinds of real-time resources seen so far, for naming the cause of a subject that does not tick. */
  findKinds(): Set<string> {
    return new Set(this.#entries.map(({ type }) => KINDS[type] ?? type))
  }

  /** Closes what is open, so that a leak of one check is not met by the next. */
  closeAll(): void {
    for (const { type, resource } of this.#entries) {
      if (isHandleOpen(type, resource)) closeHandle(type, resource)
    }
  }

  #onInit(asyncId: number, type: string, trigger: number, resource: object): void {
    if (IGNORED.has(type)) return
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = STACK_FRAMES
    const site = new Error('opened here')
    Error.stackTraceLimit = limit
    // Made in JavaScript, as a virtual timer is: nothing that real time moves.
    if (/ new AsyncResource \(node:async_hooks/.test(site.stack ?? '')) return
    const frame = findUserFrame(site)
    const isOwned =
      frame !== undefined ||
      this.#owned.has(trigger) ||
      this.#owned.has(executionAsyncId()) ||
      // Opened by Node itself a tick after the user asked for it, as `server.listen()` does.
      (type in KINDS && type !== 'Timeout' && isCoreOnly(site))
    if (!isOwned) return
    // The ports through which a worker talks to its parent live and die with the worker.
    if (type === 'MESSAGEPORT' && / new Worker \(/.test(site.stack ?? '')) return
    if (type === 'Timeout' && isCoreTimer(site)) return
    this.#owned.add(asyncId)
    this.#hasTouchedReality = true
    if (REQUESTS.has(type)) this.#inFlight.add(asyncId)
    if (type in KINDS) this.#entries.push({ asyncId, type, resource, site })
  }
}

/** Whether nobody's code but Node's was on the stack, besides that of the census. */
function isCoreOnly(site: Error): boolean {
  return (site.stack ?? '')
    .split('\n')
    .filter((line) => line.includes(' at ') && !line.includes('handle-census'))
    .every((line) => line.includes('node:'))
}

/** Whether Node's own code made the timer, as `http` and `net` do for their time limits. */
function isCoreTimer(site: Error): boolean {
  const caller = (site.stack ?? '')
    .split('\n')
    .find(
      (line) =>
        line.includes(' at ') &&
        !/handle-census|node:internal\/(timers|async_hooks)|node:timers|emitInit/.test(line),
    )
  return caller !== undefined && /\(?node:/.test(caller)
}

function toOpenHandle(kind: string, openedAt: string | undefined): OpenHandle {
  return openedAt === undefined ? { kind } : { kind, openedAt }
}
