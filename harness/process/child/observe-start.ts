import type { ChildPlan, EarlyMoment } from '../child-record.ts'
import { tell } from './record-pipe.ts'

/** More are not told: by then a program talks, and has started. */
const MAX_MILESTONES = 40

/** What it prints is not to crowd out what it opens and listens to. */
const MAX_PRINTS = 20

let startMs = 0
let count = 0
let prints = 0
let moment: EarlyMoment | undefined
let send = (): void => {}

/** Counts what the program does while it starts, and sends it the signal at the moment of the plan. */
export function observeStart({ early, signal }: ChildPlan): void {
  moment = early
  send = () => {
    moment = undefined
    const atMs = performance.now() - startMs
    tell({ type: 'early', listeners: process.listenerCount(signal), atMs })
    process.kill(process.pid, signal)
  }
}

/**
 * The program is about to run its first instruction. What it does from here on counts, so this comes
 * before anything that is awaited: Node may run the module meanwhile.
 */
export function noteFirstInstruction(): void {
  startMs = performance.now()
}

/** Notes that the program has come further in its start. */
export function noteMilestone(what: 'listens' | 'opens' | 'prints' | 'loads'): void {
  if (count >= MAX_MILESTONES || (what === 'prints' && prints >= MAX_PRINTS)) return
  if (what === 'prints') prints += 1
  count += 1
  tell({ type: 'milestone', n: count, what, atMs: performance.now() - startMs })
  if (moment?.milestone !== count) return
  const { afterMs } = moment
  if (afterMs === undefined) {
    // What the program does in this turn of the event loop comes first: between opening a port and
    // listening to the signal in the next statement, no signal is ever late.
    setImmediate(() => setImmediate(send))
  } else setTimeout(() => moment && send(), afterMs).unref()
}

/** The start is over. */
export function endStart(): void {
  count = MAX_MILESTONES
}
