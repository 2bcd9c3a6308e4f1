import { defineSubject } from 'vitest-shutdown'
import type { SubjectContext, Subject } from 'vitest-shutdown'
import type { BackgroundTask } from 'vitest-shutdown/reference'

/** A package of the gallery in the hands of `adopt()`, which ticks every second. */
export function adoptedSubject(
  packageName: string,
  create: (probe: SubjectContext) => BackgroundTask,
  waive: Subject['waive'] = {},
): Subject<BackgroundTask> {
  return defineSubject({
    name: `${packageName}, adopted`,
    ownership: 'shared',
    intervalMs: 1000,
    create,
    shutdownWithin: (task, timeoutMs, signal) => task.shutdownWithin(timeoutMs, signal),
    shutdownWith: (task, cleanup) => task.shutdownWith(cleanup),
    capabilities: { gc: true },
    waive,
  })
}
