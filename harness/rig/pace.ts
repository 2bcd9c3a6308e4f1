import type { Clock } from '../clock/create-clock.ts'

/**
 * Timers fired one by one in a single wait; beyond it time leaps. A manager that polls every
 * millisecond would otherwise make a virtual hour cost a real minute.
 */
const MAX_FIRES = 5000
const MAX_FIRES_FAR = 1000

/**
 * Moves time until `isDone` or by `ms`, firing every timer due in between, and drains.
 *
 * @param beforeEach awaited whenever time is about to move
 * @returns whether it is done
 */
export async function advanceUntil(
  clock: Clock,
  isDone: () => boolean,
  ms: number,
  beforeEach: () => Promise<void> = async () => {},
): Promise<boolean> {
  const endMs = clock.nowMs + ms
  await clock.drain()
  await beforeEach()
  for (let fires = 0; fires < MAX_FIRES && !isDone(); fires += 1) {
    const due = clock.nextTimerInMs
    if (due === undefined || clock.nowMs + due > endMs) break
    await clock.next()
    await beforeEach()
  }
  if (isDone()) return true
  const rest = endMs - clock.nowMs
  if (rest > 0) await (nothingDue(clock, rest) ? clock.advance(rest) : clock.jump(rest))
  return isDone()
}

/**
 * Moves time by `ms` for a wait that is expected to change nothing. After the first thousand fires
 * it leaps, twice as far each time, as a machine that sleeps does: every timer still fires.
 *
 * @param beforeEach awaited whenever time is about to move
 */
export async function advanceFar(
  clock: Clock,
  ms: number,
  firstLeapMs: number,
  beforeEach: () => Promise<void> = async () => {},
): Promise<void> {
  const endMs = clock.nowMs + ms
  await beforeEach()
  for (let fires = 0; fires < MAX_FIRES_FAR; fires += 1) {
    const due = clock.nextTimerInMs
    if (due === undefined || clock.nowMs + due > endMs) break
    await clock.next()
    await beforeEach()
  }
  let leapMs = firstLeapMs
  while (clock.nowMs < endMs) {
    const rest = endMs - clock.nowMs
    if (nothingDue(clock, rest)) await clock.advance(rest)
    else await clock.jump(Math.min(leapMs, rest))
    await beforeEach()
    leapMs *= 2
  }
}

function nothingDue(clock: Clock, withinMs: number): boolean {
  const due = clock.nextTimerInMs
  return due === undefined || due > withinMs
}
