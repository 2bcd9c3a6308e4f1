import { real } from '../platform/real-time.ts'
import { expectNoTimer } from './expectations.ts'
import type { Lab } from './lab.ts'
import type { Trial } from './trial.ts'

/** Boundaries of one start-up that are tried: a start of more steps is tried at its first ones. */
const MAX_BOUNDARIES = 24
/** A start-up that waits for the network or for sleeps gets so many intervals. */
const START_INTERVALS = 100
/** Real milliseconds for what the start-up opens, and for closing it again. */
const START_REAL_MS = 3000
const CLOSE_REAL_MS = 500
/** Turns of the event loop in which a request may end; one that takes longer is one step. */
const TURNS_PER_STEP = 200

/**
 * Runs `land` on a fresh manager at every boundary of its start-up: at once, after the first
 * microtasks, then after each timer or request that the start waits for.
 */
export async function landDuringStart(
  lab: Lab,
  land: (t: Trial, when: string) => Promise<void>,
): Promise<void> {
  for (let boundary = 0; boundary < MAX_BOUNDARIES; boundary += 1) {
    let isOver = false
    await lab.trial(
      async (t) => {
        for (let step = 0; step < boundary && !isOver; step += 1) isOver = !(await goOn(t, step))
        if (isOver) return
        const what = t.driver.subject.start === undefined ? 'the start-up' : 'start()'
        await land(t, boundary === 0 ? `as ${what} began` : `after ${boundary} steps of ${what}`)
      },
      { runs: 0, duringStart: true, files: true },
    )
    if (isOver) return
  }
}

/** Lets the start-up take one more step. @returns whether it was still under way */
async function goOn(t: Trial, step: number): Promise<boolean> {
  if (isStarted(t, step)) return false
  if (step === 0) {
    for (let hops = 0; hops < 3; hops += 1) await Promise.resolve()
    return true
  }
  if (t.census.hasRequests) {
    const wasPending = t.started?.state
    for (let turn = 0; turn < TURNS_PER_STEP && t.census.hasRequests; turn += 1) {
      await new Promise<void>((resolve) => real.setImmediate(resolve))
      if (t.started?.state !== wasPending) break
    }
    return true
  }
  // A timer that the start sleeps on; where there is none, what remains are jobs of this instant.
  if (!(await t.clock.next())) await t.clock.drain()
  return true
}

/** Whether the start-up is over; without a promise that tells, once nothing real is under way. */
function isStarted(t: Trial, step: number): boolean {
  if (t.started !== undefined) return t.started.state !== 'pending'
  return step > 2 && !t.census.hasRequests
}

/** Lets the start-up end, well or not. */
export async function endStartUp(t: Trial): Promise<void> {
  const isSettled = (): boolean => t.started === undefined || t.started.state !== 'pending'
  await t.drain()
  if (!isSettled()) await t.advUntil(isSettled, START_INTERVALS * t.T)
  if (t.census.hasTouchedReality)
    await t.waitForReality(() => isSettled() && !t.census.hasRequests, START_REAL_MS)
  await t.drain()
}

/** Fails the rule if what the start opened with `context.resource()` was not closed. */
export function expectResourcesClosed(t: Trial, when: string): void {
  const left = t.resources.resources.filter(({ closes }) => closes.length === 0)
  if (left.length === 0) return
  const names = left.map(({ name }) => name).join(', ')
  t.fail(`${when} this was left open: ${names}`, { event: t.note(`still open: ${names}`) })
}

/** Fails the rule if a timer or a handle is left. */
export async function expectNothingLeft(t: Trial, when: string): Promise<void> {
  expectNoTimer(t, when)
  const isClosed = (): boolean => t.census.findOpen().length === 0
  if (t.census.hasTouchedReality && !isClosed()) await t.waitForReality(isClosed, CLOSE_REAL_MS)
  const open = t.census.findOpen()
  if (open.length === 0) return
  const names = [...new Set(open.map(({ name }) => name))].join(', ')
  t.fail(`${when} this was left open: ${names}`, {
    event: t.note(`still open: ${names}`),
    frame: open.find(({ openedAt }) => openedAt !== undefined)?.openedAt,
  })
}
