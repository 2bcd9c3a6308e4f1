import { formatMs } from '../text/format-ms.ts'
import type { Trial } from './trial.ts'

/** Fails the rule unless two more runs start within six intervals: a loop that backs off is slow. */
export async function expectRunning(t: Trial, after: string): Promise<void> {
  const before = t.work.starts
  const isRunning = await t.advUntil(() => t.work.starts >= before + 2, 6 * t.T)
  if (isRunning) return
  const count = t.work.starts === before ? 'no run' : 'only one run'
  t.fail(`after ${after}, ${t.name} started ${count} in ${formatMs(6 * t.T)}`, {
    event: t.note(count === 'no run' ? 'no run since' : 'no second run since'),
    mark: 'the loop has died',
    site: t.work.last?.site,
  })
}
