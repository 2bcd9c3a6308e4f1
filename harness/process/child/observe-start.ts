import type { ChildPlan, EarlyMoment } from '../child-record.ts'
import { tell } from './record-pipe.ts'

/** More are not told: by then a program talks, and has started. */
const MAX_MILESTONES = 40

let startMs: number | undefined
let count = 0
let moment: EarlyMoment | undefined
let send = (): void => {}

/** Counts what the program does while it starts, and sends it the signal at the moment of the plan. */
export function observeStart({ early, signal }: ChildPlan): void {
  moment = early
  send = () => {
    moment = undefined
    tell({ type: 'early', listeners: process.listenerCount(signal) })
    process.kill(process.pid, signal)
  }
}

/** The program is about to run its first instruction. */
export function noteFirstInstruction(): void {
  startMs = performance.now()
  if (moment !== undefined && 'afterMs' in moment)
    setTimeout(() => moment && send(), moment.afterMs).unref()
}

/** Notes that the program has come further in its start. */
export function noteMilestone(what: 'listens' | 'opens' | 'prints' | 'loads'): void {
  if (startMs === undefined || count >= MAX_MILESTONES) return
  count += 1
  tell({ type: 'milestone', n: count, what, atMs: performance.now() - startMs })
  if (moment === undefined || !('milestone' in moment) || moment.milestone !== count) return
  // What the program does in this turn of the event loop comes first: between opening a port and
  // listening to the signal in the next statement, no signal is ever late.
  setImmediate(() => setImmediate(send))
}

/** The start is over. */
export function endStart(): void {
  count = MAX_MILESTONES
}
