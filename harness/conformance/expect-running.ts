import { formatMs } from './format-ms.ts'
import type { Trial } from './trial.ts'

/** Fails the rule unless at least two more runs start within three intervals. */
export async function expectRunning(t: Trial, after: string): Promise<void> {
  const before = t.work.starts
  const isRunning = await t.advUntil(() => t.work.starts >= before + 2, 3 * t.T)
  if (isRunning) return
  const count = t.work.starts - before
  t.fail(
    `after ${after}, ${t.name} started ${count === 0 ? 'no run' : 'only one run'} in ${formatMs(3 * t.T)}`,
    {
      event: t.note(count === 0 ? 'no run since' : 'no second run since'),
    },
  )
}
