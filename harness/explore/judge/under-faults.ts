import type { FaultRecord } from '../run/schedule-record.ts'

/** What holds whatever happens to hosts. */
const ALWAYS: ReadonlySet<string> = new Set([
  'no run after shutdown',
  'no run after drop',
  'no run after a clone of a stopped task',
  'no overlap',
  'no second loop',
  'no hot loop',
  'shutdown never rejects',
  'shutdown waits for the run',
  'all callers agree',
  'drop never throws',
  'drop is synchronous',
  'drop aborts the run',
  'no success when dropped',
  'nothing goes uncaught',
  'no timer after shutdown',
  'no timer after drop',
  'no connection after drop',
  'nothing is sent after shutdown',
  'no connection is tried after shutdown',
  'nothing is sent after drop',
])

/** What holds unless a host says nothing any more: how long a task waits for that is a matter of its own. */
const UNLESS_SILENT: ReadonlySet<string> = new Set([
  'shutdown fulfils',
  'shutdown after a drop fulfils',
  'no connection after shutdown',
])

/** What holds once every host is there again. */
const ONCE_BACK: ReadonlySet<string> = new Set(['the loop lives'])

/**
 * Whether an invariant is to be looked at, by its name, in a schedule in which hosts have failed. The others are
 * about lines of the log, of which failures of a host make more.
 */
export function holdsUnderFaults(name: string, faults: readonly FaultRecord[]): boolean {
  if (faults.length === 0 || ALWAYS.has(name)) return true
  const silent = new Set<number>()
  const away = new Set<number>()
  for (const fault of faults) {
    if (fault.name === 'silence' || fault.name === 'crash') silent.add(fault.host)
    if (fault.name === 'heal') away.delete(fault.host)
    else if (fault.name !== 'reset') away.add(fault.host)
  }
  if (UNLESS_SILENT.has(name)) return silent.size === 0
  // Who only listens cannot know that a host has crashed, or has forgotten it.
  return ONCE_BACK.has(name) && away.size === 0 && silent.size === 0
}
