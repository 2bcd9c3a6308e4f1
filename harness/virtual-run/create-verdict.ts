import process from 'node:process'
import type { PendingTimer } from '../clock/clock.ts'
import { describeNetwork } from '../network/describe-network.ts'
import type { SimulatedNetwork } from '../network/simulated-network.ts'
import { describeHang } from '../promises/describe-hang.ts'
import type { Hang } from '../promises/find-hang.ts'
import { findFrames, findMethod, findOrigin } from '../promises/promise-node.ts'
import { isOwnScript, isRunnerScript, markWatching } from '../stack/script-owner.ts'
import { findStackFrames } from '../stack/stack-frame.ts'
import { DOCS_FOLDER } from '../text/docs-folder.ts'
import { formatMs } from '../text/format-ms.ts'
import { DeadlockError, dropOptionNames, formatHang, LivelockError } from './deadlock-error.ts'
import type { EndlessJobs } from './job-limit.ts'
import type { RealWork } from './real-work.ts'
import type { RunClock } from './virtual-run.ts'

markWatching(import.meta.url)

/** What a verdict is made of. */
export interface Suspect {
  readonly clock: RunClock
  readonly work: RealWork
  readonly hang: Hang
  readonly network: SimulatedNetwork | undefined
}

const PAGE = `See ${DOCS_FOLDER}/deadlock.md`

/** The verdict on a body that nothing can wake. */
export function createDeadlock(suspect: Suspect): DeadlockError {
  const { clock, hang } = suspect
  const timers = clock.pending()
  const isPaused = timers.length > 0
  const description = describeHang(hang)
  const state = isPaused
    ? 'the body awaits a timer, but time does not advance'
    : description.circle > 0
      ? 'the body awaits a promise that waits for itself'
      : 'the body awaits a promise that nothing can settle'
  const title = `at ${formatMs(clock.nowMs)} of virtual time: ${state}`
  return new DeadlockError({
    title,
    hang: description,
    timers,
    escapes: findEscapes(clock),
    open: listOpen(suspect),
    hint: `${findHint(description.circle, isPaused)}. ${PAGE}`,
  })
}

function findHint(circle: number, isPaused: boolean): string {
  if (isPaused) {
    return 'time does not advance because clock.autoAdvance is false: set it to true, or await clock.advance(ms)'
  }
  if (circle > 0) return 'break the cycle: let one of these continue without the other'
  return 'settle that promise on every path, or bound the wait with a timeout or a signal'
}

/** The verdict on a body that stays where it is while timers fire. */
export function createLivelock(
  suspect: Suspect,
  { fires, sinceMs, isIdle }: { fires: number; sinceMs: number; isIdle: boolean },
): LivelockError {
  const { clock, hang } = suspect
  const timers = clock.pending()
  const count = fires.toLocaleString('en')
  const from = `from ${formatMs(sinceMs)} to ${formatMs(clock.nowMs)} of virtual time`
  return new LivelockError({
    title: isIdle
      ? `${nameCulprit(timers)} goes on forever while the body makes no progress: ${count} timers fired ${from}`
      : `the body goes on forever: ${count} timers fired ${from}`,
    hang: describeHang(hang),
    timers,
    escapes: findEscapes(clock),
    open: listOpen(suspect),
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
export function createEndless(suspect: Suspect, { kind, count, site }: EndlessJobs): LivelockError {
  const { clock } = suspect
  const { name, remedy } = JOBS[kind]
  const frames = site === undefined ? [] : findStackFrames(site)
  const [nearest] = frames
  return new LivelockError({
    title: `at ${formatMs(clock.nowMs)} of virtual time: ${count.toLocaleString('en')} ${name} ran one after the other, and the event loop has not turned`,
    loop: nearest,
    frames,
    timers: clock.pending(),
    escapes: findEscapes(clock),
    open: listOpen(suspect),
    hint: `end the loop, or let others have a turn in it: ${remedy}; \`maxJobs\` raises the limit. ${PAGE}`,
  })
}

/** What is open, and idle. */
function listOpen({ work, network }: Suspect): string[] {
  return [...(network === undefined ? [] : describeNetwork(network)), ...work.describe()]
}

function findEscapes(clock: RunClock): string[] {
  return clock
    .escapes()
    .filter(({ owner }) => owner === 'user')
    .map(({ kind, createdAt }) => (createdAt === undefined ? kind : `${kind}, ${createdAt}`))
}

/**
 * Why a body that seems stuck may yet go on:
 *
 * - `at-work`: the runner or the engine is to settle what it awaits, or a native timer
 * - `unsure`: something was used that does not tell whether it is at work
 * - `undefined`: it cannot
 */
type WaitReason = 'at-work' | 'unsure' | undefined

/** Finds out whether reality may yet have a say in what a body awaits. */
export function findWaitReason({ promise }: Hang, work: RealWork): WaitReason {
  const frames = findFrames(promise)
  const [top] = frames
  if (findOrigin(promise) === 'engine' && top !== undefined && findMethod(top) !== 'waitAsync')
    return 'at-work'
  const nearest = frames.find(
    ({ script }) => script !== '' && !script.startsWith('node:') && !isOwnScript(script),
  )
  const isImport = frames.some(({ functionName }) => functionName.startsWith('importModule'))
  if (isImport || (nearest !== undefined && isRunnerScript(nearest.script))) return 'at-work'
  const isUnknown = top === undefined
  const { earlierTimers } = work
  if (isUnknown && earlierTimers > 0) return 'at-work'
  // One is often the runner's, for its own ends.
  const isUnsure = nearest === undefined || earlierTimers > 1 || work.mayBeSurprised
  return isUnknown || isUnsure ? 'unsure' : undefined
}

/**
 * Warns what a long run is waiting for: a test that the runner ends by its time limit cannot say so
 * itself.
 */
export function emitNotice(
  { clock, work, hang }: Suspect,
  { elapsedMs, fires }: { elapsedMs: number; fires: number },
): void {
  const open = work.describe()
  const lines = [
    `runVirtual() is still running after ${Math.round(elapsedMs)} ms: ${fires.toLocaleString('en')} timers fired, ${clock.nowMs} ms of virtual time.`,
    ...formatHang(describeHang(hang)),
    ...(open.length === 0 ? [] : [`  real     ${open.join('; ')}`]),
  ]
  process.emitWarning(dropOptionNames(lines.join('\n')), 'VirtualRunWarning')
}
