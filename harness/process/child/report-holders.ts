import whyIsNodeRunning from 'why-is-node-running'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { fstatSync, readFileSync } from 'node:fs'
import { findSourceMap } from 'node:module'
import { type HandleRecord, recordHandles } from '../../handles/record-handles.ts'
import { listActiveTypes } from '../../platform/active-handles.ts'
import { findOwnHolders } from './observe-ways.ts'
import { tell } from './record-pipe.ts'
import { ASK_FD, type Holder } from '../child-record.ts'

/** From here on, what is opened is seen. */
const record = recordHandles()

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
  tell({ type: 'holders', holders: findHolders(record), resources: listActiveTypes() })
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
function findHolders(record: HandleRecord): Holder[] {
  const known = record.findOpen().filter(({ isReferenced }) => isReferenced)
  const holders = known.map(({ description, remedy, frames, count }): Holder => ({
    what: count === 1 ? description : `${description}, and ${count - 1} more`,
    remedy,
    // Led to their sources already, as the stack of an error is.
    sites: frames.map(({ path, line }) => showLine(path, line)),
  }))
  const active = new Set([...listActiveTypes(), ...UNLISTED].map((type) => type.toUpperCase()))
  for (const { type, sites } of askWhy()) {
    const theirs = sites.flatMap(({ path, line }) =>
      resolve(path).startsWith(OWN_FOLDER) ? [] : [findSourceLine(path, line)],
    )
    const [place] = theirs
    if (!active.has(type.toUpperCase()) || place === undefined) continue
    if (holders.some((holder) => holder.sites.includes(place))) continue
    holders.push({ what: type, sites: theirs })
  }
  const own = findOwnHolders(({ path, line }) => showLine(path, line)).filter(
    ({ sites: [place] }) => !holders.some(({ sites }) => place !== undefined && sites[0] === place),
  )
  return [...holders, ...own].slice(0, MAX_HOLDERS)
}

interface Reason {
  type: string
  sites: { path: string; line: number }[]
}

/** Reads what why-is-node-running prints: a head for each handle, and a line for each frame. */
function askWhy(): Reason[] {
  const found: Reason[] = []
  whyIsNodeRunning({
    error: (line) => {
      const type = /^# (.+)$/.exec(line)?.[1]
      if (type !== undefined) found.push({ type, sites: [] })
      const [, path, row] = /^(.+?):(\d+)(?: |$)/.exec(line) ?? []
      if (path !== undefined) found.at(-1)?.sites.push({ path, line: Number(row) })
    },
  })
  return found
}

/** Beyond any column: the last mapping of a line is the one of its statement. */
const LAST_COLUMN = 1_000_000

/**
 * Leads a place in what runs to the source that it was made from, and adds the text of the line:
 * `src/a.ts:12 - setInterval(tick, 100)`.
 *
 * @param path absolute, or relative to the working directory
 * @param line counted from 1
 */
function findSourceLine(path: string, line: number): string {
  const absolute = resolve(path)
  const map = findSourceMap(pathToFileURL(absolute).href) ?? findSourceMap(absolute)
  const entry = map?.findEntry(line - 1, LAST_COLUMN)
  if (entry === undefined || !('originalSource' in entry)) return showLine(absolute, line)
  const { originalSource, originalLine } = entry
  const source = originalSource.startsWith('file:')
    ? fileURLToPath(originalSource)
    : resolve(dirname(absolute), originalSource || absolute)
  return showLine(source, originalLine + 1)
}

/** A place in a source with the text of its line. */
function showLine(path: string, line: number): string {
  const inside = relative(process.cwd(), path)
  const text = readLine(path, line)
  return `${inside.startsWith('..') ? path : inside}:${line}${text === '' ? '' : ` - ${text}`}`
}

function readLine(path: string, line: number): string {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/)[line - 1]?.trim() ?? ''
  } catch {
    return ''
  }
}
