import whyIsNodeRunning from 'why-is-node-running'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fstatSync } from 'node:fs'
import { findHoldingHandles, type ScopedHandle } from '../../handles/find-scoped-handles.ts'
import { HandleScope } from '../../handles/handle-scope.ts'
import { ScopedRecord } from '../../handles/scoped-record.ts'
import { adviseHow, findUsedPackage } from '../../guard/used-package.ts'
import { listActiveTypes } from '../../platform/active-handles.ts'
import { findOriginFrames, isOfSignal } from './observe-origins.ts'
import { findOwnUses, type Use } from './observe-ways.ts'
import { tell } from './record-pipe.ts'
import { findSource, showFrame } from './show-frame.ts'
import { ASK_FD, type Holder } from '../child-record.ts'
import type { StackFrame } from '../../stack/stack-frame.ts'

/** From here on, what is opened is seen. */
const record = new ScopedRecord(new HandleScope(undefined))
record.start()

/**
 * Tells in a while what keeps this process alive, unless it has ended by then.
 *
 * @param afterMs milliseconds; the timer keeps nothing alive
 */
export function reportHoldersLater(afterMs: number): void {
  setTimeout(report, afterMs).unref()
}

/** How often this process looks whether it is asked, in milliseconds. */
const LOOK_MS = 250

/** Tells what keeps this process alive once its parent asks; the timer keeps nothing alive. */
export function reportHoldersOnDemand(): void {
  const timer = setInterval(() => {
    let isAsked = false
    try {
      isAsked = fstat(ASK_FD).size > 0
    } catch {
      // The program closes descriptors that are not its own.
    }
    if (!isAsked) return
    clearInterval(timer)
    report()
  }, LOOK_MS)
  timer.unref()
}

// The program may replace the functions of node:fs.
const fstat = fstatSync

function report(): void {
  tell({ type: 'holders', holders: findHolders(), resources: listActiveTypes() })
}

/** More are not told. */
const MAX_HOLDERS = 50

/** The folder with the harness, for the frames that are ours. */
const OWN_FOLDER = fileURLToPath(new URL('../..', import.meta.url))

/** Threads keep a process alive, and are not among the resources that Node lists. */
const UNLISTED = ['WORKER']

/**
 * Finds what keeps this process alive.
 *
 * why-is-node-running says it. What it has no line for (a server on a host that was looked up), and
 * what a handle is and how it is closed, is known to the record of handles.
 */
function findHolders(): Holder[] {
  // A listener holds nothing: what it listens to does, and is told by itself.
  const open = findHoldingHandles(record).filter(({ kind }) => kind !== 'process-listener')
  const places = new Set(open.flatMap(({ frames }) => frames.map(showFrame)))
  const holders = open.map(toHolder)
  const active = new Set([...listActiveTypes(), ...UNLISTED].map((type) => type.toUpperCase()))
  for (const { type, frames } of askWhy()) {
    const [nearest] = frames
    if (!active.has(type.toUpperCase()) || nearest === undefined) continue
    if (places.has(showFrame(nearest))) continue
    holders.push({ what: type, ...describeFrames(frames) })
  }
  const own = findOwnUses()
    .filter(({ frames: [place] }) => place === undefined || !places.has(showFrame(place)))
    .map(toOwnHolder)
  return [...holders, ...own].slice(0, MAX_HOLDERS)
}

function toOwnHolder({ what, remedy, frames }: Use): Holder {
  return { what, remedy, ...describeFrames(frames) }
}

/** What the user's own code has not on the stack is led to the line that has set it off. */
function toHolder(handle: ScopedHandle): Holder {
  const { description, remedy, frames: opened, count, entries } = handle
  const isOwn = opened.some((frame) => frame.package === undefined)
  const [first = [], ...others] = isOwn
    ? []
    : entries.map(({ asyncId }) => findOriginFrames(asyncId))
  const frames = [...opened, ...first]
  const used = findUsedPackage(frames)
  const { sites, inside } = describeFrames(frames)
  // Those alike that a package has opened at one place may have been set off by several lines.
  const more = others.flatMap((each) => describeFrames(each).sites.slice(0, 1))
  return {
    what: count === 1 ? description : `${description}, and ${count - 1} more`,
    remedy: used === undefined ? remedy : adviseHow(remedy, used),
    sites: [...new Set([...sites.slice(0, 1), ...more, ...sites])],
    ...(inside === undefined ? {} : { inside }),
    ...(isLate(handle) ? { isLate: true } : {}),
  }
}

/** The id of something asynchronous that was made as the first signal came. */
let signalId = Infinity

/** What is opened from here on comes after the first signal. */
export function noteFirstSignal(asyncId: number): void {
  signalId = asyncId
}

/** What a program opens while it starts, and hardly ever while it shuts down. */
const OF_A_START: ReadonlySet<ScopedHandle['kind']> = new Set([
  'interval',
  'server',
  'udp-socket',
  'watcher',
  'worker',
])

function isLate({ kind, entries: [entry] }: ScopedHandle): boolean {
  if (entry === undefined || !OF_A_START.has(kind)) return false
  return entry.asyncId > signalId && !isOfSignal(entry.asyncId)
}

/**
 * Finds what keeps this process alive and was opened before the first signal: not what a shutdown sets up for
 * itself, no server, and no connection of a client.
 */
export function findOlderHolders(): Holder[] {
  return findHoldingHandles(record)
    .filter(
      ({ kind, description, entries: [entry] }) =>
        kind !== 'server' &&
        !description.includes(' accepted ') &&
        (entry?.asyncId ?? signalId) < signalId,
    )
    .map(toHolder)
}

/** The user's own lines, and the package in which it happened. */
function describeFrames(frames: readonly StackFrame[]): Pick<Holder, 'sites' | 'inside'> {
  const sites = frames.filter((frame) => frame.package === undefined).map(showFrame)
  const [nearest] = frames
  if (nearest?.package === undefined) return { sites }
  const place = showFrame(nearest)
  return { sites, inside: `the package ${nearest.package}, at ${place}` }
}

interface Reason {
  type: string
  frames: StackFrame[]
}

/** Reads what why-is-node-running prints: a head for each handle, and a line for each frame. */
function askWhy(): Reason[] {
  const found: Reason[] = []
  whyIsNodeRunning({
    error: (line) => {
      const type = /^# (.+)$/.exec(line)?.[1]
      if (type !== undefined) found.push({ type, frames: [] })
      const [, path, row] = /^(.+?):(\d+)(?: |$)/.exec(line) ?? []
      if (path === undefined || resolve(path).startsWith(OWN_FOLDER)) return
      found.at(-1)?.frames.push(findSource(path, Number(row)))
    },
  })
  return found
}
