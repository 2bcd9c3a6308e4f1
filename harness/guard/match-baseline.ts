import { dirname } from 'node:path'
import type { Baseline, BaselineEntry } from './baseline.ts'
import { toBaselineEntry, toKey } from './baseline-key.ts'
import { isShownGone } from './is-shown-gone.ts'
import type { Leak } from './leak.ts'
import type { LeakRecord } from './leak-record.ts'
import { toRelativePath } from '../text/relative-path.ts'

/** What a baseline makes of the leaks of one finished test file. */
export interface BaselineMatch {
  /** Listed: they do not fail. */
  readonly known: readonly Leak[]
  /** Not listed, or more of them than listed: they fail. */
  readonly fresh: readonly Leak[]
  /** Listed, but their test ran to its end and left nothing: they must be removed from the file. */
  readonly fixed: readonly BaselineEntry[]
}

/**
 * Compares what leaked in one finished test file with the baseline.
 *
 * The count of an entry is an upper bound, for each attempt of its test: how many sockets of a pool
 * are open at the end may differ from run to run.
 */
export function matchBaseline(
  record: Pick<LeakRecord, 'file' | 'project' | 'leaks' | 'tests'>,
  baseline: Baseline,
): BaselineMatch {
  const { path } = baseline
  const { project = '', leaks, tests } = record
  const file = toRelativePath(record.file, dirname(path))
  const entries = new Map(
    baseline.leaks
      .filter((entry) => entry.file === file && (entry.project ?? '') === project)
      .map((entry) => [toKey(entry), entry]),
  )
  const seen = new Set<string>()
  const counts = new Map<string, number>()
  const known: Leak[] = []
  const fresh: Leak[] = []
  for (const leak of leaks) {
    const entry = toBaselineEntry(leak, { path, project })
    const key = toKey(entry)
    seen.add(key)
    const inAttempt = `${key} ${leak.scope.level === 'test' ? (leak.scope.attempt ?? 1) : 1}`
    const count = (counts.get(inAttempt) ?? 0) + entry.count
    counts.set(inAttempt, count)
    const isKnown = count <= (entries.get(key)?.count ?? 0)
    ;(isKnown ? known : fresh).push(leak)
  }
  const fixed = [...entries.values()].filter(
    (entry) => !seen.has(toKey(entry)) && isShownGone(entry, tests),
  )
  return { known, fresh, fixed }
}
