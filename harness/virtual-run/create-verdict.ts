import type { PendingTimer } from '../clock/clock.ts'
import { formatMs } from '../text/format-ms.ts'
import { describeHang } from '../promises/describe-hang.ts'
import type { Hang } from '../promises/find-hang.ts'
import { DOCS_FOLDER } from '../text/docs-folder.ts'
import { findStackFrames } from '../stack/stack-frame.ts'
import { DeadlockError, LivelockError } from './deadlock-error.ts'
import type { EndlessJobs } from './job-limit.ts'
import type { RealWork } from './real-work.ts'
import type { RunClock } from './virtual-run.ts'

/** What a verdict is made of. */
export interface Suspect {
  readonly clock: RunClock
  readonly work: RealWork
  readonly hang: Hang
}

const PAGE = `See ${DOCS_FOLDER}/deadlock.md`

/** The verdict on a body that nothing can wake. */
export function createDeadlock({ clock, work, hang }: Suspect): DeadlockError {
  const timers = clock.pending()
  const isPaused = timers.length > 0
  const description = describeHang(hang)
  const state = isPaused
    ? 'the body awaits a time that does not come'
    : description.circle > 0
      ? 'the body awaits what waits for itself'
      : 'the body awaits what nothing is left to settle'
  const title = `at ${formatMs(clock.nowMs)} of virtual time: ${state}`
  return new DeadlockError({
    title,
    hang: description,
    timers,
    escapes: findEscapes(clock),
    open: work.describe(),
    hint: `${findHint(description.circle, isPaused)}. ${PAGE}`,
  })
}

function findHint(circle: number, isPaused: boolean): string {
  if (isPaused) {
    return 'time does not move, since clock.autoAdvance is false: set it to true, or await clock.advance(ms)'
  }
  if (circle > 0) return 'let one of these go on without the other'
  return 'settle that promise on every path, or bound the wait with a timeout or a signal'
}

/** The verdict on a body that stays where it is while timers fire. */
export function createLivelock(
  { clock, work, hang }: Suspect,
  { fires, sinceMs, isIdle }: { fires: number; sinceMs: number; isIdle: boolean },
): LivelockError {
  const timers = clock.pending()
  const count = fires.toLocaleString('en')
  const from = `from ${formatMs(sinceMs)} to ${formatMs(clock.nowMs)} of virtual time`
  return new LivelockError({
    title: isIdle
      ? `${nameCulprit(timers)} goes on for ever while the body stays where it is: ${count} timers fired ${from}`
      : `the body goes on for ever: ${count} timers fired ${from}`,
    hang: describeHang(hang),
    timers,
    escapes: findEscapes(clock),
    open: work.describe(),
    hint: isIdle
      ? `settle the promise that the body awaits, or stop the timer; \`maxIdleFires\` raises the limit. ${PAGE}`
      : `let the loop end, or raise \`maxFires\`. ${PAGE}`,
  })
}

function nameCulprit(timers: readonly PendingTimer[]): string {
  const [next] = timers
  const timer = timers.find(({ kind }) => kind === 'interval') ?? next
  if (timer === undefined) return 'something'
  if (timer.kind === 'immediate') return 'a loop of immediates'
  return timer.kind === 'interval'
    ? `an interval of ${formatMs(timer.delayMs)}`
    : `a timeout of ${formatMs(timer.delayMs)} that is set again and again`
}

const JOBS = {
  continuation: { name: 'microtasks', remedy: 'await setImmediate() of node:timers/promises' },
  microtask: { name: 'microtasks', remedy: 'use setImmediate() for queueMicrotask()' },
  tick: { name: 'ticks', remedy: 'use setImmediate() for process.nextTick()' },
}

/** The verdict on a chain of jobs that keeps the event loop from turning. */
export function createEndless(
  { clock, work }: Suspect,
  { kind, count, site }: EndlessJobs,
): LivelockError {
  const { name, remedy } = JOBS[kind]
  const frames = site === undefined ? [] : findStackFrames(site)
  const [nearest] = frames
  return new LivelockError({
    title: `at ${formatMs(clock.nowMs)} of virtual time: ${count.toLocaleString('en')} ${name} ran one after the other, and the event loop has not turned`,
    loop: nearest,
    frames,
    timers: clock.pending(),
    escapes: findEscapes(clock),
    open: work.describe(),
    hint: `end the loop, or let others have a turn in it: ${remedy}; \`maxJobs\` raises the limit. ${PAGE}`,
  })
}

function findEscapes(clock: RunClock): string[] {
  return clock
    .escapes()
    .filter(({ owner }) => owner === 'user')
    .map(({ kind, createdAt }) => (createdAt === undefined ? kind : `${kind}, ${createdAt}`))
}
