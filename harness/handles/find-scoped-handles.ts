import process from 'node:process'
import { findStackFrames, type StackFrame } from '../stack/stack-frame.ts'
import { findSiteOwner, type SiteOwner } from '../platform/node-scripts.ts'
import { isFurniture } from './furniture.ts'
import type { HandleEntry, HandleScope } from './handle-scope.ts'
import type { HandleKind } from '../model/handle-type.ts'
import { findOwner } from '../platform/native-handle.ts'
import { findDelayMs, hasTimerFired } from '../platform/timer-internals.ts'
import { RegisteredListener } from './observe/process-listener.ts'
import { isEntryOpen, isEntryReferenced } from './open-entries.ts'
import type { HandleClue } from './origins.ts'
import type { ScopedRecord } from './scoped-record.ts'
import { isEnvironmentScript, markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const TIMERS: ReadonlySet<HandleKind> = new Set(['timeout', 'interval', 'immediate'])

/** An open handle, and the code that opened it. */
export interface OpenHandle {
  readonly kind: HandleKind
  /** What it is: `TCP server on 127.0.0.1:4312`. */
  readonly description: string
  /** How to close it: `server.close()`. */
  readonly remedy: string
  /** Whether it keeps the event loop alive. */
  readonly isReferenced: boolean
  /** The call that opened it, nearest frame first: frames of the user's code and of packages. */
  readonly frames: readonly StackFrame[]
  /** How many equal handles were opened at the same place. */
  readonly count: number
}

/** An open handle, the scope to blame for it, and the entries that it stands for. */
export interface ScopedHandle extends OpenHandle {
  /** Whether it was opened by work that had outlived its scope. */
  readonly isLate: boolean
  /** Whether a single one does no harm. */
  readonly isHarmless: boolean
  /** Of a timer, if it is known. */
  readonly delayMs?: number | undefined
  /** What it goes back to, if no frame is of the user's own code and that is known. */
  readonly clue?: HandleClue | undefined
  readonly scope: HandleScope
  readonly entries: readonly HandleEntry[]
}

/**
 * Finds what is open now in some scopes. Closes nothing, waits for nothing, and does not throw.
 *
 * It leaves out what is nobody's leak: handles of the runner and of Node itself, connections that a
 * process-wide pool keeps, and what lives and dies with a handle that is in the list.
 *
 * @param scopes whose handles; by default what belongs to no test and no hook
 * @param fired timers that were open and have fired since, which count as if they were open
 */
export function findScopedHandles(
  record: ScopedRecord,
  scopes: Iterable<HandleScope> = [record.root],
  fired: ReadonlyMap<HandleScope, readonly HandleEntry[]> = new Map(),
): ScopedHandle[] {
  const found = judgeScopes(record, scopes, fired)
  return groupHandles(dropDependents(found, record.findClientPorts()))
}

/**
 * Finds what is open now and keeps the process alive. A connection that was accepted counts where the
 * client at its other end, in this process, keeps nothing alive.
 */
export function findHoldingHandles(record: ScopedRecord): ScopedHandle[] {
  const found = judgeScopes(record, [record.root]).filter(({ isReferenced }) => isReferenced)
  const clientPorts = found.flatMap(({ kind, entries: [entry] }) => {
    const socket = isConnection(kind) && entry ? findOwner(entry.resource) : undefined
    const port = socket?.server ? undefined : socket?.localPort
    return port === undefined ? [] : [port]
  })
  return groupHandles(dropDependents(found, new Set(clientPorts)))
}

function judgeScopes(
  record: ScopedRecord,
  scopes: Iterable<HandleScope>,
  fired: ReadonlyMap<HandleScope, readonly HandleEntry[]> = new Map(),
): ScopedHandle[] {
  const found: ScopedHandle[] = []
  for (const scope of scopes) {
    const judgeAll = (entries: readonly HandleEntry[]): ScopedHandle[] =>
      entries.flatMap((entry) => (isFurniture(entry) ? [] : judge(record, scope, entry)))
    const open = judgeAll(scope.entries.filter(isEntryOpen))
    // One that has set itself anew at the same place is not two.
    const places = new Set(open.map(toPlace))
    const over = judgeAll(fired.get(scope) ?? []).filter((one) => !places.has(toPlace(one)))
    found.push(...open, ...over)
  }
  return found
}

function judge(record: ScopedRecord, scope: HandleScope, entry: HandleEntry): ScopedHandle[] {
  const { type, resource, site } = entry
  const isTimer = TIMERS.has(type.kind)
  const owner = site === undefined ? findUnknownOwner(entry, isTimer) : findSiteOwner(site, isTimer)
  if (owner === 'runner' || (owner === 'core' && isTimer)) return []
  const isReferenced = isEntryReferenced(entry)
  const frames = findFrames(record, entry, site, isTimer)
  // Node's own code calls the global functions too, for timers that keep nothing alive: what holds
  // none of the user's code either is not the user's. Immediates have no stack before they are
  // looked for.
  const isNameless = site === undefined && isTimer && frames.length === 0
  if (isNameless && !isReferenced && type.kind !== 'immediate') return []
  if (isOwnAffair(record, scope, entry, frames, isReferenced)) return []
  const isSession = type.kind === 'socket' && record.hasSession(findOwner(resource)?.localPort)
  const handle = {
    kind: isSession ? 'http2-session' : type.kind,
    description: isSession
      ? type.describe(resource).replace(/^(TCP|TLS) socket/, 'HTTP/2 session')
      : type.describe(resource),
    remedy: isSession ? 'session.close()' : type.remedy(resource),
    isReferenced,
    frames,
    count: 1,
    isLate: entry.isLate,
    isHarmless: isHarmless(scope, entry, frames),
    delayMs: isTimer ? findDelayMs(resource) : undefined,
    clue: frames.every((frame) => frame.package !== undefined) ? record.findClue(entry) : undefined,
    scope,
    entries: [entry],
  }
  return [handle]
}

/** What outlived its scope, or sets itself again, goes on: it does harm, though one alone would not. */
function isHarmless(
  scope: HandleScope,
  entry: HandleEntry,
  frames: readonly StackFrame[],
): boolean {
  if (entry.isLate || entry.type.isHarmless?.(entry.resource) !== true) return false
  return !scope.isRenewed(entry, toPlace({ frames }), hasTimerFired)
}

/** Past the budget for stacks, a timer is the user's if it was asked for where users ask. */
function findUnknownOwner({ isRequested }: HandleEntry, isTimer: boolean): SiteOwner {
  return isTimer && !isRequested ? 'core' : 'user'
}

/** The frames of its own, or, for a handle that Node opened later, of the call that asked for it. */
function findFrames(
  record: ScopedRecord,
  entry: HandleEntry,
  site: Error | undefined,
  isTimer: boolean,
): readonly StackFrame[] {
  const own = site === undefined ? [] : findStackFrames(site)
  // The global timer functions can be those of a browser environment: whoever called them is meant.
  const start = isTimer ? own.findIndex(({ path }) => !isEnvironmentScript(path)) : 0
  if (own.length > 0) return own.slice(Math.max(0, start))
  const asked = record.findCallSite(entry) ?? record.findServerSite(entry)
  return asked === undefined ? [] : findStackFrames(asked)
}

/**
 * What a package keeps for itself, and its users can do nothing about: a one-shot timer or a child
 * process that does not keep the process alive, what was set up as the package was loaded, and what
 * it attaches once for the end of the process.
 */
function isOwnAffair(
  record: ScopedRecord,
  scope: HandleScope,
  entry: HandleEntry,
  frames: readonly StackFrame[],
  isReferenced: boolean,
): boolean {
  const { type } = entry
  const [nearest] = frames
  if (nearest?.package === undefined) return false
  if (type.kind === 'child-process' && !isReferenced) return true
  // One that sets itself again whenever it has fired is no better than an interval.
  if (type.kind === 'timeout' && !isReferenced)
    return !scope.isRenewed(entry, toPlace({ frames }), hasTimerFired)
  if (entry.resource instanceof RegisteredListener)
    if (record.packageListeners.isLeftAlone(entry.resource, nearest)) return true
  const isTopLevel =
    nearest.functionName === undefined || nearest.functionName === 'Object.<anonymous>'
  const isLoading = isTopLevel && (type.kind === 'process-listener' || !isReferenced)
  return isLoading
}

/**
 * Drops connections that were accepted: by a server that is in the list, or from somebody in this
 * process, who is the one to close it.
 */
function dropDependents(
  found: readonly ScopedHandle[],
  clientPorts: ReadonlySet<number>,
): ScopedHandle[] {
  if (!found.some(({ kind }) => isConnection(kind))) return [...found]
  const servers = new Set(
    found.filter(({ kind }) => kind === 'server').map(({ entries }) => entries[0]?.asyncId),
  )
  const hasClientPipe = found.some(
    ({ kind, entries: [entry] }) =>
      kind === 'pipe' && entry !== undefined && !findOwner(entry.resource)?.server,
  )
  return found.filter(({ kind, entries: [entry] }) => {
    if (entry === undefined || !isConnection(kind)) return true
    if (servers.has(entry.triggerId)) return false
    const socket = findOwner(entry.resource)
    const isAccepted = (socket?.server ?? undefined) !== undefined
    // The ends of a unix socket have no ports to know each other by.
    if (kind === 'pipe') return !(isAccepted && hasClientPipe)
    return !(isAccepted && clientPorts.has(socket?.remotePort ?? 0))
  })
}

function isConnection(kind: HandleKind): boolean {
  return kind === 'socket' || kind === 'http2-session' || kind === 'pipe'
}

/** Makes one of those alike that were opened at the same place in the same scope. */
export function groupHandles(found: readonly ScopedHandle[]): ScopedHandle[] {
  const groups = new Map<string, ScopedHandle[]>()
  const scopes = new Map<HandleScope, number>()
  for (const handle of found) {
    if (!scopes.has(handle.scope)) scopes.set(handle.scope, scopes.size)
    const place = toStream(handle) ?? toPlace(handle)
    const key = `${scopes.get(handle.scope)} ${handle.kind} ${place} ${handle.isLate}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [handle])
    else group.push(handle)
  }
  return [...groups.values()].flatMap(merge)
}

/** Who reads a stream listens to several of its events, on several lines of one function. */
function toStream({ entries: [entry], frames: [nearest] }: ScopedHandle): string | undefined {
  if (!(entry?.resource instanceof RegisteredListener)) return undefined
  const { emitter, emitterName } = entry.resource
  return emitter === process
    ? undefined
    : `${emitterName} ${nearest?.path} ${nearest?.functionName}`
}

/** Without a line there is nothing to tell handles apart by but what they are. */
function toPlace({ frames: [nearest] }: Pick<ScopedHandle, 'frames'>): string {
  return nearest === undefined ? '' : `${nearest.path}:${nearest.line}:${nearest.column}`
}

function merge(group: readonly ScopedHandle[]): readonly ScopedHandle[] {
  const [first] = group
  if (first === undefined || group.length === 1) return group
  const merged = {
    ...first,
    count: group.length,
    isReferenced: group.some(({ isReferenced }) => isReferenced),
    isHarmless: false,
    clue: group.every(({ clue }) => isSameClue(clue, first.clue)) ? first.clue : undefined,
    entries: group.flatMap(({ entries }) => entries),
  }
  return [merged]
}

function isSameClue(one: HandleClue | undefined, other: HandleClue | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return (
    one.kind === other.kind &&
    toPlace({ frames: [one.frame] }) === toPlace({ frames: [other.frame] })
  )
}
