import whyIsNodeRunning from 'why-is-node-running'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fstatSync } from 'node:fs'
import { findScopedHandles, type ScopedHandle } from '../../handles/find-scoped-handles.ts'
import { HandleScope } from '../../handles/handle-scope.ts'
import { ScopedRecord } from '../../handles/scoped-record.ts'
import { adviseHow, findUsedPackage } from '../../guard/used-package.ts'
import { listActiveTypes } from '../../platform/active-handles.ts'
import { findOriginFrames } from './observe-origins.ts'
import { findOwnHolders } from './observe-ways.ts'
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
  const open = findScopedHandles(record).filter(
    // A listener holds nothing: what it listens to does, and is told by itself.
    ({ isReferenced, kind }) => isReferenced && kind !== 'process-listener',
  )
  const places = new Set(open.flatMap(({ frames }) => frames.map(showFrame)))
  const holders = open.map(toHolder)
  const active = new Set([...listActiveTypes(), ...UNLISTED].map((type) => type.toUpperCase()))
  for (const { type, frames } of askWhy()) {
    const [nearest] = frames
    if (!active.has(type.toUpperCase()) || nearest === undefined) continue
    if (places.has(showFrame(nearest))) continue
    holders.push({ what: type, ...describeFrames(frames) })
  }
  const own = findOwnHolders(showFrame).filter(
    ({ sites: [place] }) => place === undefined || !places.has(place),
  )
  return [...holders, ...own].slice(0, MAX_HOLDERS)
}

/** What the user's own code has not on the stack is led to the line that has set it off. */
function toHolder({ description, remedy, frames: opened, count, entries }: ScopedHandle): Holder {
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
  }
}

/**
 * Finds what keeps this process alive and was opened before a moment: not what a shutdown sets up for
 * itself, no server, and no connection of a client.
 *
 * @param asyncId the id of something asynchronous that was made at the moment
 */
export function findOlderHolders(asyncId: number): Holder[] {
  return findScopedHandles(record)
    .filter(
      ({ kind, isReferenced, description, entries: [entry] }) =>
        isReferenced &&
        kind !== 'server' &&
        !description.includes(' accepted ') &&
        (entry?.asyncId ?? asyncId) < asyncId,
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
