import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import whyIsNodeRunning from 'why-is-node-running'
import { findOpenHandles } from '../../handles/find-open-handles.ts'
import type { HandleRecord } from '../../handles/handle-record.ts'
import type { Holder } from '../child-record.ts'
import { findSourceLine } from './find-source-line.ts'

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
    sites: frames.map(({ path, line }) => findSourceLine(`${shorten(path)}:${line}`)),
  }))
  const active = new Set(
    [...process.getActiveResourcesInfo(), ...UNLISTED].map((type) => type.toUpperCase()),
  )
  for (const { type, sites } of askWhy()) {
    const theirs = sites.filter((site) => !site.includes(OWN_FOLDER)).map(findSourceLine)
    const [place] = theirs
    if (!active.has(type.toUpperCase()) || place === undefined) continue
    if (holders.some((holder) => holder.sites.includes(place))) continue
    holders.push({ what: type, sites: theirs })
  }
  return holders.slice(0, MAX_HOLDERS)
}

/** Reads what why-is-node-running prints: a head for each handle, and a line for each frame. */
function askWhy(): { type: string; sites: string[] }[] {
  const found: { type: string; sites: string[] }[] = []
  whyIsNodeRunning({
    error: (line) => {
      const type = /^# (.+)$/.exec(line)?.[1]
      if (type !== undefined) found.push({ type, sites: [] })
      else if (/:\d+(?: |$)/.test(line)) found.at(-1)?.sites.push(line)
    },
  })
  return found
}

function shorten(path: string): string {
  const inside = relative(process.cwd(), path)
  return inside.startsWith('..') ? path : inside
}
