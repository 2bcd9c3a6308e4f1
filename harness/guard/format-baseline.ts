import { BASELINE_VERSION, type BaselineEntry } from './baseline.ts'
import { toKey } from './baseline-key.ts'

/**
 * Writes the text of a baseline file: sorted, one field on each line, so that a diff shows what was
 * added or removed and formatters leave it as it is.
 */
export function formatBaseline(leaks: readonly BaselineEntry[]): string {
  const sorted = leaks
    .map((entry) => ({ entry, key: toKey(entry) }))
    // By code units, not by locale: the same on every machine.
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ entry: { file, project, suite, test, kind, source, count } }) => ({
      file,
      project,
      suite,
      test,
      kind,
      source,
      count,
    }))
  return `${JSON.stringify({ version: BASELINE_VERSION, leaks: sorted }, null, 2)}\n`
}
