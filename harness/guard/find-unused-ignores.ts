import type { LeakRecord } from './leak-record.ts'

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
