import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IgnoreUse } from './ignore-ledger.ts'
import type { Leak } from './leak.ts'

/**
 * The environment variable that puts the guard into recording: the folder that takes the records.
 * No test fails then, no baseline is read, and each test file leaves its record at its end.
 */
export const RECORD_VARIABLE = 'VITEST_SHUTDOWN_BASELINE_RECORD'

/** One test of a finished test file. */
export interface TestRecord {
  /** The full name, joined with ` > `. */
  readonly test: string
  /**
   * Whether it ran to its end and passed but for its leaks: only such a test shows that a known
   * leak is gone. One that was skipped, filtered out or failed shows nothing.
   */
  readonly isFinished: boolean
}

/** What the guard saw in one finished test file. */
export interface LeakRecord {
  /** The test file, absolute. */
  readonly file: string
  /** The Vitest project, where it has a name. */
  readonly project?: string
  /** All that leaked and was not ignored; of a retried test, in every attempt. */
  readonly leaks: readonly Leak[]
  /** All tests of the file, whether they ran or not. */
  readonly tests: readonly TestRecord[]
  /** The ignores that reach every test file: given in a setup file. */
  readonly ignores?: readonly IgnoreUse[]
  /** The `baseline` that is configured, absolute. */
  readonly baseline?: string
}

// A test may replace the functions of `node:fs`.
const write = writeFileSync
const rename = renameSync

/** Leaves the record of one test file in the folder that takes the records. */
export function recordLeaks(directory: string, record: LeakRecord): void {
  const path = join(directory, randomUUID())
  // Renamed once it is whole: a worker that is killed meanwhile leaves nothing to stumble over.
  write(path, JSON.stringify(record))
  rename(path, `${path}.json`)
}

/** Reads the records that a run has left, by file. */
export function readLeakRecords(directory: string): LeakRecord[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')) as LeakRecord)
    .toSorted((a, b) => (toOrder(a) < toOrder(b) ? -1 : 1))
}

function toOrder({ file, project = '' }: LeakRecord): string {
  return `${file} ${project}`
}

/**
 * Finds the ignores that matched nothing in a run, in words, sorted: those that reached test files
 * and matched in none of them.
 */
export function findUnusedIgnores(records: readonly LeakRecord[]): string[] {
  const uses = records.flatMap(({ ignores = [] }) => ignores)
  const used = new Set(uses.flatMap(({ ignore, isUsed }) => (isUsed ? [ignore] : [])))
  const unused = new Set(uses.map(({ ignore }) => ignore).filter((ignore) => !used.has(ignore)))
  return [...unused].toSorted()
}
