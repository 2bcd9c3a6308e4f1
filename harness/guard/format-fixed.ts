import type { Baseline, BaselineEntry } from './baseline.ts'
import { describeEntry } from './describe-entry.ts'
import { toReadablePath } from '../text/relative-path.ts'

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
