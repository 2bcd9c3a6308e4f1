import type { ProcessGuard } from './process-guard.ts'

/** Says how the listeners on `process` and the global functions differ from before, if they do. */
export function describeListeners(guard: ProcessGuard): string | undefined {
  const added = guard.findAddedListeners()
  if (added.length > 0) return `${count(added)} on \`process\` ${was(added)} left: ${list(added)}`
  const removed = guard.findRemovedListeners()
  if (removed.length > 0) {
    return `${count(removed)} of others on \`process\` ${was(removed)} gone: ${list(removed)}`
  }
  const replaced = guard.findReplaced()
  if (replaced.length > 0) return `${list(replaced)} ${was(replaced)} not the function of before`
  return undefined
}

function count({ length }: readonly string[]): string {
  return length === 1 ? 'a listener' : `${length} listeners`
}

function was({ length }: readonly string[]): string {
  return length === 1 ? 'was' : 'were'
}

function list(names: readonly string[]): string {
  return [...new Set(names)].join(', ')
}
