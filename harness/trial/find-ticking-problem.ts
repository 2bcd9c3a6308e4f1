import { waitForReality } from '../rig/event-loop.ts'
import { formatMs } from '../text/format-ms.ts'
import { describe } from '../text/describe.ts'
import type { Trial } from './trial.ts'

/** Real time in which a subject that does not follow the virtual clock may show itself. */
const REAL_MS = 400

/** Intervals within which two runs must have ended. */
export const TICKING_INTERVALS = 5

/** Says in one message why a subject did not tick under the virtual clock, naming the likely cause. */
export async function findTickingProblem(t: Trial): Promise<string> {
  const { work, clock, T } = t
  const virtually = work.completed
  const fact = t.isReal
    ? `${t.name} completed fewer than two runs within some seconds of real time, with an interval of ${formatMs(T)}`
    : `${t.name} completed fewer than two runs in ${formatMs(TICKING_INTERVALS * T)} of virtual time, five times its interval`
  const [uncaught] = [...t.guard.uncaught, ...t.guard.unhandled]
  if (uncaught !== undefined) return `${fact}. An error went uncaught: ${describe(uncaught)}`
  if (work.active > 0) return `${fact}. Run #${work.last?.n} has not been awaited`
  if (t.isReal) return `${fact}. It has ${describeOpen(t)}`

  await waitForReality(
    clock,
    () => work.completed > virtually,
    Math.min(REAL_MS, Math.max(50, 2 * T)),
  )
  const kinds = t.census.findKinds()
  const escape = clock.escapes().find(({ owner }) => owner === 'user')
  if (kinds.has('worker thread'))
    return `${fact}. It runs in a worker thread, which no virtual clock reaches; give the subject \`clock: 'real'\`, which has it checked in real time`
  if (escape !== undefined) {
    const at = escape.createdAt === undefined ? '' : ` at ${escape.createdAt}`
    return `${fact}. It uses a timer captured before the clock was installed${at}; load the module after \`vitest-shutdown/setup\`, or look the timer up at call time`
  }
  if (work.completed > virtually || t.census.hasTouchedReality) {
    const what = kinds.size === 0 ? 'native I/O' : `native I/O (${[...kinds].join(', ')})`
    return `${fact}. It is driven by ${what}, which no virtual clock moves`
  }
  const due = clock.nextDueInMs
  if (due === undefined)
    return `${fact}. No timer is pending: nothing is left that could start a run`
  const [timer] = clock.pending()
  const at = timer?.createdAt === undefined ? '' : ` (${timer.createdAt})`
  return `${fact}. Its next timer is due in ${formatMs(due)}${at}: is intervalMs, ${T} ms, the interval it was created with?`
}

/** What might yet start a run in real time. */
function describeOpen(t: Trial): string {
  const kinds = [...new Set(t.census.findOpen().map(({ kind }) => kind))].join(', ')
  return kinds === '' ? 'nothing open that could start a run' : `open: ${kinds}`
}
