import type { Blame } from '../rig/blame.ts'
import { describe, isError } from '../text/describe.ts'
import type { Call } from '../rig/call.ts'
import { createAbsentNetwork } from '../rig/subject-network.ts'
import type { Trial } from './trial.ts'

const HINT =
  'make `create` work on every call; an earlier manager may have left something behind, such as a port'

const START_HINT =
  'make `start` fulfil for every manager that `create` returns; provide what it needs from outside, such as a server or a port, or replace it in the subject. No other rule was run'

/** A `create` that is asynchronous may sleep; this many intervals of virtual time it gets. */
const CREATE_INTERVALS = 100
/** And this much real time, for what it opens. */
const CREATE_REAL_MS = 3000

/** How far the start-up goes before the rules begin. */
export interface CreateOptions {
  /** Hands over control as soon as the manager is there. */
  readonly atOnce: boolean
  /** Hands over control while the start-up may still be under way, I/O that it waits for included. */
  readonly duringStart: boolean
  /** Whether `create` and `start` may fail: there is no manager then, or one that never ran. */
  readonly mayFail: boolean
}

/**
 * Makes the trial's manager, waiting for an asynchronous `create`.
 *
 * @throws {RuleFailure} when `create` throws, rejects, never settles, or gives no manager
 */
export async function createManager(
  trial: Trial,
  { atOnce, duringStart, mayFail }: CreateOptions,
): Promise<void> {
  const { driver, work, log, resources } = trial
  const { subject } = driver
  const call = trial.call(
    'create()',
    undefined,
    () =>
      subject.create({
        work: work.call,
        logger: log.logger,
        resource: resources.open,
        network: trial.network ?? createAbsentNetwork(subject),
      }),
    { event: 'create' },
  )
  trial.created = call
  if (duringStart) await hop(call)
  if (mayFail) await endStart(trial, call)
  if (call.state === 'rejected' && mayFail) return
  await settleStartUp(trial, call)
  const manager = call.outcome
  if ((typeof manager !== 'object' || manager === null) && typeof manager !== 'function') {
    trial.fail(`create() returned ${describe(manager)} instead of a manager`, { hint: HINT })
  }
  trial.manager = manager
  trial.handles.push(manager)
  if (subject.start !== undefined) {
    trial.started = trial.start()
    if (!duringStart) await settleStartUp(trial, trial.started)
  }
  if (duringStart) return
  trial.deliveries.begin()
  if (!atOnce) await trial.drain()
}

/** Microtasks within which an asynchronous function that awaits nothing real has returned. */
const HOPS = 20

/** Lets nothing but microtasks run until the call has settled: whatever it started is still under way. */
async function hop(call: Call): Promise<void> {
  for (let hops = 0; hops < HOPS && call.state === 'pending'; hops += 1) await Promise.resolve()
}

/** Lets a start-up that may fail end: I/O of its own and a sleep or two included. */
async function endStart(trial: Trial, call: Call): Promise<void> {
  const isSettled = (): boolean => call.state !== 'pending'
  await trial.drain()
  if (!isSettled()) await trial.advUntil(isSettled, CREATE_INTERVALS * trial.T)
}

/** Waits until `create()` or `start()` has fulfilled, in virtual time and then in real time. */
async function settleStartUp(trial: Trial, call: Call): Promise<void> {
  const isSettled = (): boolean => call.state !== 'pending'
  if (!isSettled()) {
    await trial.drain()
    await trial.advUntil(isSettled, 0)
    if (!isSettled())
      await trial.waitForReality(isSettled, trial.census.hasTouchedReality ? CREATE_REAL_MS : 20)
    if (!isSettled()) await trial.advUntil(isSettled, CREATE_INTERVALS * trial.T)
    if (!isSettled()) await trial.waitForReality(isSettled, CREATE_REAL_MS)
  }
  const { label } = call
  const hint = call === trial.started ? START_HINT : HINT
  const blame: Blame = { hint, ...(isError(call.outcome) ? { site: call.outcome } : {}) }
  if (call.threw !== undefined) trial.fail(`${label} threw ${describe(call.threw.error)}`, blame)
  if (call.state === 'rejected')
    trial.fail(`${label} rejected with ${describe(call.outcome)}`, blame)
  if (!isSettled())
    trial.fail(`${label} returned a promise that never settled`, { hint, pending: call })
}
