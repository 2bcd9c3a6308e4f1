import { openSync, writeSync } from 'node:fs'
import type { CheckRecord } from '../check-record.ts'

/** Appends records to a file, each written before the next statement runs. */
export interface RecordFile {
  append(record: CheckRecord): void
}

/** Opens the file for appending; the watchdog thread writes to the same one. */
export function openRecordFile(path: string): RecordFile {
  const file = openSync(path, 'a')
  // The code that is checked may replace the functions of node:fs.
  const write = writeSync
  return {
    append: (record) => {
      write(file, `${JSON.stringify(record)}\n`)
    },
  }
}
