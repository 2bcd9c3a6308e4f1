import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import whyIsNodeRunning from 'why-is-node-running'
import { findOpenHandles } from '../../handles/find-open-handles.ts'
import type { HandleRecord } from '../../handles/handle-record.ts'
import { listActiveTypes } from '../../platform/active-handles.ts'
import type { Holder } from '../child-record.ts'
import { findSourceLine, showLine } from './find-source-line.ts'

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
export function findHolders(record: HandleRecord): Holder[] {
  const known = findOpenHandles(record).filter(({ isReferenced }) => isReferenced)
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
  return holders.slice(0, MAX_HOLDERS)
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
