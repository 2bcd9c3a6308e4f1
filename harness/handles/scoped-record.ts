import { promiseFunctions } from '../clock/promise-functions.ts'
import { request, type TimerMaker, traceTimers } from '../clock/stand-in.ts'
import { captureSite, STACK_FRAMES } from '../stack/call-sites.ts'
import { ForeignTimers } from './foreign-timers.ts'
import { HandleScope, type HandleEntry } from './handle-scope.ts'
import type { HandleSink, HandleType } from '../model/handle-type.ts'
import { findOwner } from '../platform/native-handle.ts'
import { isInterval } from '../platform/timer-internals.ts'
import { findCallSite, findFetchSite, releaseFetches } from './observe/remembered-calls.ts'
import { observeCallSites } from './observe/observe-call-sites.ts'
import { observeFiles } from './observe/observe-files.ts'
import { observeProcessListeners } from './observe/observe-process-listeners.ts'
import { OpenEntries, type ResourceEntry, type ResourceType } from './open-entries.ts'
import { type HandleClue, Origins } from './origins.ts'
import { PackageListeners } from './package-listeners.ts'
import { ServerSites } from './server-sites.ts'
import { ResourceRecorder, type ResourceView } from './resource-recorder.ts'
import { ScopeTracker } from './scope-tracker.ts'
import type { ResourceKind } from './kinds/find-resource-kind.ts'
import { dnsQueryType, tcpSocketType, watchDnsQuery } from './kinds/network-types.ts'
import { messagePortType } from './kinds/system-types.ts'
import { immediateType, intervalType, sleepType, timeoutType } from './kinds/timer-types.ts'
import { markWatching } from '../stack/script-owner.ts'
import { CALLER, TimerStacks } from './timer-stacks.ts'
import { WeakEntry } from './weak-entry.ts'

markWatching(import.meta.url)

/**
 * The handles that were opened and who is to blame: each is noted in the scope in whose async
 * context it was opened. Besides what hooks see, observers report files, listeners and the callers
 * of what Node opens later.
 */
export class ScopedRecord implements HandleSink, ResourceView {
  readonly tracker: ScopeTracker
  readonly #recorder = new ResourceRecorder(this)
  readonly #servers = new ServerSites()
  readonly #origins = new Origins((entry) => [entry.site, this.findCallSite(entry)])
  /** What packages attach to the process once and for all. */
  readonly packageListeners: PackageListeners = new PackageListeners()
  #tracesAll = false
  readonly #stacks = new TimerStacks()
  readonly #foreignTimers = new ForeignTimers()
  /** All sockets that may be open, whosever they are. */
  readonly #sockets = new OpenEntries<ResourceEntry>()
  /** HTTP/2 sessions, whose connection does not say that it has one. */
  readonly #sessions = new OpenEntries<ResourceEntry>()
  #undo: (() => void)[] = []
  #channel: object | undefined
  #hasRequested = false
  readonly #late = new Set<HandleScope>()

  #root: HandleScope

  constructor(root: HandleScope) {
    this.#root = root
    this.tracker = new ScopeTracker(root, (body) => this.#recorder.pause(body))
  }

  start(): void {
    if (this.#undo.length > 0) return
    // One by one: where one of them fails, stop() undoes the others.
    for (const observe of [observeFiles, observeProcessListeners, observeCallSites])
      this.#undo.push(observe(this))
    const { inTimerContext } = this.tracker
    this.#undo.push(traceTimers((maker, delay) => this.#grantFrames(maker, delay), inTimerContext))
    this.#recorder.start()
  }

  stop(): void {
    this.#recorder.stop()
    this.tracker.stop()
    for (const undo of this.#undo) undo()
    this.#undo = []
  }

  /** The scope of all work that has no other. */
  get root(): HandleScope {
    return this.#root
  }

  /** Makes `scope` the one of all work that has no other. */
  enterRoot(scope: HandleScope): void {
    this.#root = scope
    this.tracker.enterRoot(scope)
    this.#servers.clear()
    this.#sessions.clear()
  }

  /** From now on takes the stack of every timer: one has leaked of which only the caller is known. */
  traceAll(): void {
    this.#tracesAll = true
  }

  /** Whether work was handed to the system, since this was last asked, that may yet come back. */
  takeRequested(): boolean {
    const hasRequested = this.#hasRequested
    this.#hasRequested = false
    return hasRequested
  }

  /** The scopes in which something was opened after they had ended, since this was last asked. */
  takeLate(): HandleScope[] {
    const late = [...this.#late]
    this.#late.clear()
    return late
  }

  capture(): HandleScope {
    return this.tracker.current
  }

  open<R extends object>(
    type: HandleType<R>,
    resource: R,
    site: Error = captureSite(),
    scope: unknown = this.tracker.current,
  ): void {
    if (!(scope instanceof HandleScope)) return
    this.#add(scope, {
      type: type,
      resource,
      site,
      asyncId: 0,
      triggerId: 0,
      isRequested: false,
    })
  }

  /** The stack of the call that asked for a handle which Node opened later. */
  findCallSite({ resource }: HandleEntry): Error | undefined {
    const owner: { remoteAddress?: string; remotePort?: number } | undefined = findOwner(resource)
    if (owner === undefined) return undefined
    const asked = findCallSite(owner)
    if (asked !== undefined || owner.remotePort === undefined) return asked
    return findFetchSite(owner.remoteAddress ?? '', owner.remotePort)
  }

  /** The stack of the server that accepted the connection that `entry` is, if it is one. */
  findServerSite({ resource }: HandleEntry): Error | undefined {
    return this.#servers.find(resource)
  }

  /** The user's line that a handle goes back to which was opened in a callback of another. */
  findClue({ resource }: HandleEntry): HandleClue | undefined {
    return this.#origins.findClue(resource)
  }

  /** Whether a connection carries an HTTP/2 session, which is what its user has in hand. */
  hasSession(localPort: number | undefined): boolean {
    return this.#sessions.all.some(({ resource }) => {
      const session = findOwner(resource) as { socket?: { localPort?: number } } | undefined
      return localPort !== undefined && session?.socket?.localPort === localPort
    })
  }

  /** Lets closed connections, and what was at hand where servers and requests were made, be collected. */
  releaseSites(): void {
    for (const entries of [this.#sockets, this.#sessions, ...this.#late]) entries.compact()
    this.#servers.release()
    releaseFetches()
  }

  /** The local ports of all connections that somebody in this process has open. */
  findClientPorts(): Set<number> {
    // What is closed is let go of: promises may hang on it.
    this.#sockets.compact()
    const ports = this.#sockets.all.map(({ resource }) => findOwner(resource)?.localPort)
    return new Set(ports.filter((port) => port !== undefined))
  }

  onInit(
    asyncId: number,
    _asyncType: string,
    triggerId: number,
    resource: object,
    { role, type }: ResourceKind,
  ): void {
    this.tracker.latestId = asyncId
    this.#origins.note(asyncId, triggerId)
    if (role === 'timer' || role === 'immediate') {
      this.#onTimer(asyncId, role, triggerId, resource)
      return
    }
    if (role === 'handle' && type !== undefined) {
      this.#onHandle(asyncId, type, triggerId, resource)
      return
    }
    if (this.tracker.notesAll) this.tracker.note(asyncId, this.tracker.current)
    if (role === 'request' || role === 'codec') this.#hasRequested = true
    else if (role === 'session') this.#sessions.add({ type: SESSION, resource })
    else if (role === 'channel') this.#channel = resource
    else if (role === 'query') this.#onQuery(asyncId, triggerId, resource)
  }

  #onHandle(asyncId: number, type: HandleType, triggerId: number, resource: object): void {
    const isAccepted = this.#servers.noteConnection(triggerId, resource)
    const scope = isAccepted ? this.tracker.accepting : this.tracker.current
    // There is nothing but Node on the stack of what a server accepts: its line is the server's.
    const takesSite =
      !isAccepted && (type === messagePortType ? scope.spendPortSite() : scope.spendSite())
    const site = takesSite ? captureSite() : undefined
    if (type.kind === 'server' && site !== undefined)
      this.#servers.noteServer(asyncId, { type, resource, site })
    const isLate = scope.hasEnded
    const entry = { type, resource, site, asyncId, triggerId, isRequested: false, isLate }
    const weak = new WeakEntry(entry)
    this.#origins.link(scope, triggerId || this.tracker.timerId, resource)
    if (type === tcpSocketType) this.#sockets.add(weak)
    this.#note(scope, asyncId)
    scope.add(weak)
  }

  #onTimer(
    asyncId: number,
    role: 'timer' | 'immediate',
    triggerId: number,
    resource: object,
  ): void {
    if (request.isOurs) return
    const scope = this.tracker.current
    const repeats = isInterval(resource)
    const { called } = request
    const type = role === 'immediate' ? immediateType : repeats ? intervalType : toTimeout(called)
    const isRequested = called !== undefined
    if (!isRequested && !repeats && this.#foreignTimers.has(resource)) return
    const site = isRequested ? request.site : captureSite()
    this.#add(scope, { type, resource, site, asyncId, triggerId, isRequested })
    // Linked to what it goes back to: from now on it is what others go back to.
    if (isRequested) this.tracker.enterTimer(asyncId)
  }

  /** How many frames are worth taking of the stack of a call that sets a timer. */
  #grantFrames({ delayAt, repeats }: TimerMaker, delay: unknown): number {
    const scope = this.tracker.current
    if (this.#tracesAll) return STACK_FRAMES.timer
    if (repeats === true) return scope.spendSite() ? STACK_FRAMES.timer : CALLER
    return delayAt === undefined
      ? scope.grantImmediateFrames()
      : scope.grantTimerFrames(delay, this.#stacks)
  }

  #onQuery(asyncId: number, triggerId: number, resource: object): void {
    watchDnsQuery(resource, this.#channel)
    const scope = this.tracker.current
    const site = scope.spendSite() ? captureSite() : undefined
    this.#add(scope, {
      type: dnsQueryType,
      resource,
      site,
      asyncId,
      triggerId,
      isRequested: false,
    })
  }

  #add(scope: HandleScope, entry: Omit<HandleEntry, 'isLate'>): void {
    this.#origins.link(scope, entry.triggerId || this.tracker.timerId, entry.resource)
    this.#note(scope, entry.asyncId)
    // Not spread: there may be thousands of timers.
    const { type, resource, site, asyncId, triggerId, isRequested } = entry
    const isLate = scope.hasEnded
    scope.add({ type, resource, site, asyncId, triggerId, isRequested, isLate })
  }

  #note(scope: HandleScope, asyncId: number): void {
    if (asyncId > 0) this.tracker.note(asyncId, scope)
    if (scope.hasEnded) this.#late.add(scope)
    this.#sockets.dropOver()
  }
}

function toTimeout(called: Function | undefined): HandleType {
  const { setTimeout, wait } = promiseFunctions
  return called === setTimeout || called === wait ? sleepType : timeoutType
}

const SESSION: ResourceType = {
  isOpen: (resource) => findOwner(resource)?.destroyed === false,
}
