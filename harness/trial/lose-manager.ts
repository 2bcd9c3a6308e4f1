import { real } from '../platform/real-time.ts'
import { collectGarbage } from '../platform/collect-garbage.ts'
import type { Trial } from './trial.ts'

/** Collections after which what can be collected has been: one does it nearly always. */
const MAX_COLLECTIONS = 5

/**
 * Lets go of the manager of a trial and of all that leads to it, the signals and stacks of what it
 * did so far, and collects garbage. Runs and lines are counted from here on.
 *
 * @returns whether the manager is gone
 */
export async function loseManager(t: Trial): Promise<boolean> {
  const manager = letGo(t)
  const isGone = await collectUntil(t, () => manager.deref() === undefined)
  const left = manager.deref()
  // Taken back, so that it is stopped as any other at the end of its trial.
  if (left !== undefined) t.handles.push(left)
  return isGone
}

/** A function of its own: a suspended one would keep the manager in a register of its frame. */
function letGo(t: Trial): WeakRef<object> {
  const manager = new WeakRef(t.manager as object)
  t.forgetHandles()
  t.work.runs.length = 0
  t.log.lines.length = 0
  return manager
}

/** Collects garbage until `isDone`, five times at most, and not at all where it is done; finalizers run in turns of their own. */
export async function collectUntil(t: Trial, isDone: () => boolean): Promise<boolean> {
  if (isDone()) return true
  for (let collections = 0; collections < MAX_COLLECTIONS; collections += 1) {
    // What was asked for in this turn is kept until its end.
    await nextTurn(t)
    collectGarbage()
    await nextTurn(t)
    if (isDone()) return true
  }
  return false
}

async function nextTurn(t: Trial): Promise<void> {
  await new Promise<void>((resolve) => real.setImmediate(resolve))
  await t.drain()
}
