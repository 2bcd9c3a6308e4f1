import { readFileSync } from 'node:fs'
import type { ExploreProgress } from '../../harness/explore/explore-options.ts'
import { formatCoverage } from '../../harness/report/format-coverage.ts'
import type { CheckRecord } from './check-record.ts'

/** Shows on standard error how far a check has come. */
export interface ProgressDisplay {
  /** Reads the files of the worker processes and shows the newest progress of each. */
  show(this: void, recordFiles: readonly string[]): void
  /** Removes what a terminal still shows. */
  clear(this: void): void
}

/** Seconds between two lines where nothing can be written over. */
const PLAIN_SECONDS = 5

/**
 * Creates a display: a line that is written over on a terminal, a line now and then elsewhere.
 *
 * @param budgetMs what each rule may take; without one nothing is shown, since it takes no time
 */
export function createExploreProgress(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>,
  budgetMs: number | undefined,
): ProgressDisplay {
  let seconds = 0
  let shown = ''
  const isTerminal = stream.isTTY
  return {
    show: (recordFiles) => {
      if (budgetMs === undefined) return
      seconds += 1
      const newest = recordFiles.flatMap((file) => findNewest(file) ?? [])
      const line = newest.map((progress) => formatProgress(progress, budgetMs)).join('; ')
      if (line === '' || line === shown) return
      if (isTerminal) {
        stream.write(`\r\u001B[K${line.slice(0, stream.columns - 1)}`)
      } else if (seconds % PLAIN_SECONDS === 0) {
        stream.write(`${line}\n`)
      }
      shown = line
    },
    clear: () => {
      if (isTerminal && shown !== '') stream.write('\r\u001B[K')
    },
  }
}

/** `EXPLORE-03: covered 1,200 of 80,000 schedules in 2.1 s, 571 a second, 3 s left`. */
function formatProgress(progress: ExploreProgress, budgetMs: number): string {
  const { rule, covered, total, elapsedMs } = progress
  const perMs = elapsedMs > 0 ? covered / elapsedMs : 0
  const neededMs = perMs > 0 ? (total - covered) / perMs : Infinity
  const leftMs = Math.max(0, Math.min(neededMs, budgetMs - elapsedMs))
  const rate = Math.round(perMs * 1000).toLocaleString('en-US')
  return `${rule}: ${formatCoverage(progress, elapsedMs)}, ${rate} a second, ${Math.ceil(leftMs / 1000)} s left`
}

/** The progress of what a worker process does now: none once it has a result. */
function findNewest(recordFile: string): ExploreProgress | undefined {
  let text: string
  try {
    text = readFileSync(recordFile, 'utf8')
  } catch {
    // The process has not begun to write.
    return undefined
  }
  const line = text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1)
  if (line === undefined || line === '') return undefined
  const record = JSON.parse(line) as CheckRecord
  return record.type === 'progress' ? record.progress : undefined
}
