import { dirname } from 'node:path'
import type { BaselineEntry } from './baseline.ts'
import { toBaselineEntry, toKey } from './baseline-key.ts'
import { isInFile, isShownGone } from './is-shown-gone.ts'
import type { Leak } from './leak.ts'
import type { LeakRecord } from './leak-record.ts'
import { toRelativePath } from '../text/relative-path.ts'

/** Leaks that were found in a run: how many at once, and one of them to show. */
export interface FoundLeak {
  readonly entry: BaselineEntry
  readonly example: Leak
  /** How many the baseline allows; absent where it lists none. */
  readonly listed?: number
}

/** Why an entry goes: `fixed`, or what it was listed for is not there any more. */
export type RemovalReason = 'fixed' | 'test-gone' | 'file-gone'

/** What a run makes of a baseline. */
export interface BaselineMerge {
  /** The entries of the file from now on. */
  readonly leaks: readonly BaselineEntry[]
  readonly added: readonly FoundLeak[]
  /** Found and not listed, or more of them than listed, and not allowed in. */
  readonly refused: readonly FoundLeak[]
  readonly removed: readonly { readonly entry: BaselineEntry; readonly reason: RemovalReason }[]
  /** Entries whose count goes down: `entry` has the new one. */
  readonly lowered: readonly { readonly entry: BaselineEntry; readonly from: number }[]
  /** Kept without proof: what they are listed for did not run to its end. */
  readonly unproven: readonly BaselineEntry[]
}

/**
 * Works out the baseline after a run: entries that the run shows to be gone leave, new leaks come in
 * only if `allowNew`.
 *
 * @param listed the entries so far
 * @param options.path where the baseline is or will be, absolute
 * @param options.hasFile whether a test file, as an entry names it, exists
 */
export function mergeBaseline(
  listed: readonly BaselineEntry[],
  records: readonly LeakRecord[],
  options: { path: string; allowNew: boolean; hasFile: (file: string) => boolean },
): BaselineMerge {
  const found = findLeaks(records, options.path)
  const leaks: BaselineEntry[] = []
  const added: FoundLeak[] = []
  const refused: FoundLeak[] = []
  const removed: { entry: BaselineEntry; reason: RemovalReason }[] = []
  const lowered: { entry: BaselineEntry; from: number }[] = []
  const unproven: BaselineEntry[] = []

  for (const entry of listed) {
    const key = toKey(entry)
    const leak = found.get(key)
    found.delete(key)
    const ran = records.filter((record) => isOf(entry, record, options.path))
    const isProven = ran.length > 0 && ran.every(({ tests }) => isShownGone(entry, tests))
    if (leak === undefined) {
      const reason = findRemovalReason(entry, ran, isProven, options.hasFile)
      if (reason === undefined) {
        leaks.push(entry)
        unproven.push(entry)
      } else removed.push({ entry, reason })
    } else if (leak.entry.count > entry.count) {
      leaks.push(options.allowNew ? leak.entry : entry)
      ;(options.allowNew ? added : refused).push({ ...leak, listed: entry.count })
    } else if (leak.entry.count < entry.count && isProven) {
      leaks.push(leak.entry)
      lowered.push({ entry: leak.entry, from: entry.count })
    } else leaks.push(entry)
  }
  for (const leak of found.values()) {
    if (options.allowNew) leaks.push(leak.entry)
    ;(options.allowNew ? added : refused).push(leak)
  }
  return {
    leaks,
    added: sortByKey(added),
    refused: sortByKey(refused),
    removed,
    lowered,
    unproven,
  }
}

/** As the file is sorted: the records of a run come in any order. */
function sortByKey(leaks: readonly FoundLeak[]): FoundLeak[] {
  return leaks.toSorted((a, b) => (toKey(a.entry) < toKey(b.entry) ? -1 : 1))
}

function findRemovalReason(
  entry: BaselineEntry,
  ran: readonly LeakRecord[],
  isProven: boolean,
  hasFile: (file: string) => boolean,
): RemovalReason | undefined {
  if (isProven) return 'fixed'
  if (ran.length === 0) return hasFile(entry.file) ? undefined : 'file-gone'
  return ran.some(({ tests }) => isInFile(entry, tests)) ? undefined : 'test-gone'
}

function isOf(entry: BaselineEntry, record: LeakRecord, path: string): boolean {
  return (
    entry.file === toRelativePath(record.file, dirname(path)) &&
    (entry.project ?? '') === (record.project ?? '')
  )
}

/** What leaked, by identity, with how many of it were open at once: at most, over attempts and runs. */
function findLeaks(records: readonly LeakRecord[], path: string): Map<string, FoundLeak> {
  const found = new Map<string, FoundLeak>()
  for (const { project, leaks } of records) {
    const counts = new Map<string, number>()
    for (const leak of leaks) {
      const entry = toBaselineEntry(leak, { path, project })
      const key = toKey(entry)
      const attempt = leak.scope.level === 'test' ? (leak.scope.attempt ?? 1) : 1
      const count = (counts.get(`${key} ${attempt}`) ?? 0) + entry.count
      counts.set(`${key} ${attempt}`, count)
      const example = found.get(key)?.example ?? leak
      const most = Math.max(count, found.get(key)?.entry.count ?? 0)
      found.set(key, { entry: { ...entry, count: most }, example })
    }
  }
  return found
}
