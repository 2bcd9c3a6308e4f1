import type { Blame } from '../rig/blame.ts'
import { describe, isError } from '../text/describe.ts'
import type { Trial } from './trial.ts'

const HINT =
  'let `create` work every time it is called; an earlier manager may have left something behind, such as a port'

/** A `create` that is asynchronous may sleep; this many intervals of virtual time it gets. */
const CREATE_INTERVALS = 100
/** And this much real time, for what it opens. */
const CREATE_REAL_MS = 3000

/**
 * Makes the trial's manager, waiting for an asynchronous `create`.
 *
 * @throws {RuleFailure} when `create` throws, rejects, never settles, or gives no manager
 */
export async function createManager(trial: Trial, { atOnce }: { atOnce: boolean }): Promise<void> {
  const { driver, work, log, T } = trial
  const { subject } = driver
  const call = trial.call(
    'create()',
    undefined,
    () => subject.create({ work: work.call, logger: log.logger }),
    { event: 'create' },
  )
  const isSettled = (): boolean => call.state !== 'pending'
  if (!isSettled()) {
    await trial.drain()
    await trial.advUntil(isSettled, 0)
    if (!isSettled())
      await trial.waitForReality(isSettled, trial.census.hasTouchedReality ? CREATE_REAL_MS : 20)
    if (!isSettled()) await trial.advUntil(isSettled, CREATE_INTERVALS * T)
    if (!isSettled()) await trial.waitForReality(isSettled, CREATE_REAL_MS)
  }
  const blame: Blame = { hint: HINT, ...(isError(call.outcome) ? { site: call.outcome } : {}) }
  if (call.threw !== undefined) trial.fail(`create() threw ${describe(call.threw.error)}`, blame)
  if (call.state === 'rejected')
    trial.fail(`create() rejected with ${describe(call.outcome)}`, blame)
  if (!isSettled())
    trial.fail('create() returned a promise that never settled', { hint: HINT, pending: call })
  const manager = call.outcome
  if ((typeof manager !== 'object' || manager === null) && typeof manager !== 'function') {
    trial.fail(`create() returned ${describe(manager)} instead of a manager`, { hint: HINT })
  }
  trial.manager = manager
  trial.handles.push(manager)
  if (!atOnce) await trial.drain()
}
