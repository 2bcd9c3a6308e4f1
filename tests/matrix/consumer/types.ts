import * as harness from 'vitest-shutdown/harness'
import * as reference from 'vitest-shutdown/reference'
import type { Report } from 'vitest-shutdown'
import 'vitest-shutdown/setup'

// Never run: the compiler reads every entry as a user's does, declarations of others included.
export async function readEveryEntry(): Promise<Report> {
  const task = reference.SchedulerTask.spawn({ schedule: () => {} })
  await task.shutdown()
  const subject = harness.defineSubject({
    name: 'SchedulerTask',
    ownership: 'owned',
    intervalMs: 1,
    create: ({ work, logger }) => reference.SchedulerTask.spawn({ schedule: work, logger }),
  })
  return harness.checkConformance(subject)
}
