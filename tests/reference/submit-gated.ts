import type { AsyncTaskManager } from '../../reference/async-task-manager.ts'
import type { JobContext, JobId } from '../../reference/job.ts'
import { createGate } from './gate.ts'
import type { Gate } from './gate.ts'

export interface GatedJob {
  id: JobId
  gate: Gate<unknown>
  /** What the job was given, once it has started. */
  contexts: JobContext[]
}

/** Submits a job that waits for a gate. */
export function submitGated(manager: AsyncTaskManager, owner = 'owner'): GatedJob {
  const gate = createGate<unknown>()
  const contexts: JobContext[] = []
  const id = manager.submit(owner, (context) => {
    contexts.push(context)
    return gate.promise
  })
  return { id, gate, contexts }
}
