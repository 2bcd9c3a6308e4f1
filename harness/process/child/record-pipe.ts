import { writeSync } from 'node:fs'
import { type ChildRecord, RECORD_FD } from '../child-record.ts'

// The program may replace the functions of node:fs.
const write = writeSync

// It may fake the time, too.
const now = performance.now.bind(performance)

/**
 * Tells the parent, before the next statement runs: what is written is not lost when the process ends.
 */
export function tell(record: ChildRecord): void {
  try {
    write(RECORD_FD, `${JSON.stringify({ ...record, t: now() })}\n`)
  } catch {
    // The parent is gone, or does not listen any more.
  }
}
