import { toReadablePath } from '../text/relative-path.ts'
import type { BaselineEntry, Baseline } from './baseline.ts'
import { HANDLE_KINDS } from './handle-kinds.ts'

/** Writes the error for entries of the baseline whose leak is gone, for one test file. */
export function formatFixed(
  fixed: readonly BaselineEntry[],
  baseline: Pick<Baseline, 'path'>,
  directory: string = process.cwd(),
): string {
  const name = toReadablePath(baseline.path, directory)
  return [
    `[LEAK] the baseline lists ${fixed.length === 1 ? 'a leak that is' : `${fixed.length} leaks that are`} gone`,
    ...fixed.map((entry) => `  ${describeEntry(entry)}`),
    `  Remove ${fixed.length === 1 ? 'the entry' : 'the entries'} from ${name}, so that the leak cannot come back unseen.`,
    `  Hint: run \`npx vitest-shutdown baseline\`. If the leak comes and goes, replace its entry by an \`ignore\` with the reason.`,
  ].join('\n')
}

/** Writes an entry in one line: `3 sockets in the test "orders > lists", from src/db.ts#connect`. */
export function describeEntry(entry: BaselineEntry): string {
  const { count, kind, source } = entry
  const { name, plural } = HANDLE_KINDS[kind]
  const from = source === undefined ? '' : `, from ${source}`
  return `${count} ${count === 1 ? name : plural} ${describePlace(entry)}${from}`
}

function describePlace({ test, suite }: BaselineEntry): string {
  if (test !== undefined) return `in the test "${test}"`
  return suite === undefined ? 'in the file itself' : `in a hook of the suite "${suite}"`
}
