import type { BaselineEntry } from './baseline.ts'
import { HANDLE_KINDS } from './handle-kinds.ts'

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
