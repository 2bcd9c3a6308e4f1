import { NotApplicable } from '../model/rule-failure.ts'
import type { Trial } from './trial.ts'
import type { Run } from '../rig/gated-work.ts'

/** The states of a manager's life in which a call may come. */
export interface State {
  readonly name:
    | 'new'
    | 'idle'
    | 'idle after a failed run'
    | 'busy'
    | 'stopping'
    | 'stopped'
    | 'dropped'
  /** Runs that have ended before. */
  readonly runs: number
  enter(this: void, t: Trial): Promise<void>
}

/** Lets the next run fail. */
async function failRun(t: Trial): Promise<void> {
  if (!t.work.isSync) {
    const run = await t.startRun()
    t.work.fail(new Error(`run #${run.n} failed`))
    await t.drain()
    return
  }
  const { completed } = t.work
  t.work.failAll(({ n }) => new Error(`run #${n} failed`))
  const hasFailed = await t.advUntil(() => t.work.completed > completed, 3 * t.T)
  t.work.release()
  await t.drain()
  if (!hasFailed)
    throw new NotApplicable(`${t.name} ended no run within three intervals`, 'not-run')
}

/** Lets a run fail and starts the one after it; `undefined` where the loop has died of it (see WORK-01). */
export async function startRunAfterFailure(t: Trial): Promise<Run | undefined> {
  await failRun(t)
  t.work.hold()
  if (await t.advUntil(() => t.work.active > 0, 2 * t.T + t.backoffMs)) return t.startRun()
  t.work.release()
  return undefined
}

/** Lets the next run fail, and tells whether the loop has lived to run again (see WORK-01). */
export async function survivesFailure(t: Trial): Promise<boolean> {
  await failRun(t)
  const { completed } = t.work
  return t.advUntil(() => t.work.completed > completed, 2 * t.T + t.backoffMs)
}

/** Every state, from `new` to `dropped`; the last needs a manager that can be dropped. */
export const states: readonly State[] = [
  { name: 'new', runs: 0, enter: async () => {} },
  { name: 'idle', runs: 1, enter: (t) => t.adv(Math.floor(t.T / 2)) },
  {
    name: 'idle after a failed run',
    runs: 1,
    enter: async (t) => {
      await failRun(t)
      await t.adv(Math.floor(t.T / 2))
    },
  },
  {
    name: 'busy',
    runs: 1,
    enter: async (t) => {
      await t.startRun()
      // In the midst of the run: what happens at the very instant of a tick is for the explorer.
      await t.adv(Math.floor(t.T / 4))
    },
  },
  {
    name: 'stopping',
    runs: 1,
    enter: async (t) => {
      await t.startRun()
      t.shutdown()
      await t.drain()
    },
  },
  {
    name: 'stopped',
    runs: 1,
    enter: async (t) => {
      await t.settle(t.shutdown())
    },
  },
  {
    name: 'dropped',
    runs: 1,
    enter: async (t) => {
      t.drop()
      await t.adv(t.T)
    },
  },
]
