import { findLeftovers, type Leftover } from './leftover.ts'
import type { Trial } from './trial.ts'

/** Real milliseconds in which handles that the subject is closing may end. */
const CLOSING_MS = 300
/** Real milliseconds in which handles that were closed by force may end. */
const CLOSE_MS = 200

/**
 * Stops the subject as well as it lets itself be stopped, tells what it leaves behind, and closes
 * that by force: the next trial must not meet it.
 *
 * @param closeMs real milliseconds in which handles that the subject is closing may end
 * @param restMs virtual milliseconds in which the last timers may end
 */
export async function endTrial(
  t: Trial,
  onLeftover: ((leftover: Leftover) => void) | undefined,
  { closeMs, restMs }: { closeMs: number | undefined; restMs: number },
): Promise<void> {
  const hasStopped = await stop(t)
  const { census } = t
  const isClosed = (): boolean => census.findOpen().length === 0
  // A subject that could not be stopped, or whose logger was made to throw, has an excuse.
  const isJudged = hasStopped && onLeftover !== undefined && !t.log.hasThrown
  if (isJudged) {
    await t.adv(restMs)
    if (census.hasTouchedReality)
      await t.waitForReality(isClosed, closeMs ?? t.patience(CLOSING_MS))
    for (const leftover of findLeftovers(t)) onLeftover(leftover)
  }
  if (!census.hasTouchedReality || isClosed()) return
  census.closeAll()
  await t.waitForReality(isClosed, t.patience(CLOSE_MS))
}

/** Shuts down and drops every handle; resolves to whether the subject is at rest. */
async function stop(t: Trial): Promise<boolean> {
  const { work, driver, log } = t
  log.throwOnError = undefined
  work.release()
  const calls = t.handles
    .filter((handle) => driver.hasShutdown(handle))
    .map((handle) =>
      t.call('shutdown() to end the check', handle, () => driver.shutdown(handle), {
        isAsync: true,
      }),
    )
  for (const call of calls) await t.settle(call)
  for (const handle of t.handles) {
    if (driver.hasDrop(handle)) t.call('drop to end the check', handle, () => driver.drop(handle))
  }
  await t.drain()
  return work.active === 0 && calls.every(({ state }) => state === 'fulfilled')
}
