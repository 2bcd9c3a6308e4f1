import { BackgroundTask } from '../../reference/background-task.ts'
import type { Logger } from '../../reference/logger.ts'
import { createGate } from './gate.ts'
import type { Gate } from './gate.ts'
import { untilStopped } from './until-stopped.ts'

export function spawnIdle(logger: Logger): BackgroundTask {
  return BackgroundTask.spawn(untilStopped, { logger })
}

/** A task that ends when it has been told to and the gate is open. */
export function spawnBusy(logger: Logger): {
  task: BackgroundTask
  gate: Gate
  abort: AbortSignal
} {
  const gate = createGate()
  const task = BackgroundTask.spawn(
    async (scope) => {
      await untilStopped(scope)
      await gate.promise
    },
    { logger },
  )
  return { task, gate, abort: task.scope.abort }
}
