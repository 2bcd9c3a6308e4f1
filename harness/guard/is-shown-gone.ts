import type { BaselineEntry } from './baseline.ts'
import type { TestRecord } from './leak-record.ts'

/**
 * Whether the tests of a file show that a leak of it, which was not seen, is gone: all that could
 * have left it ran to its end.
 */
export function isShownGone(entry: BaselineEntry, tests: readonly TestRecord[]): boolean {
  const concerned = tests.filter(({ test }) => isConcerned(entry, test))
  // Of rows with one name each may be the one; but any test of a suite has its hooks run.
  return entry.test === undefined
    ? concerned.some(({ isFinished }) => isFinished)
    : concerned.length > 0 && concerned.every(({ isFinished }) => isFinished)
}

/** Whether what an entry names is in the file at all. */
export function isInFile(entry: BaselineEntry, tests: readonly TestRecord[]): boolean {
  return tests.some(({ test }) => isConcerned(entry, test))
}

function isConcerned({ suite, test }: BaselineEntry, name: string): boolean {
  if (test !== undefined) return name === test
  return suite === undefined || name.startsWith(`${suite} > `)
}
