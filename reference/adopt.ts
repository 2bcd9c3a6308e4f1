import { inspect } from 'node:util'

import { Adoption } from './adoption.ts'
import type { Startable } from './adoption.ts'
import { BackgroundTask } from './background-task.ts'
import type { BackgroundTaskOptions } from './background-task.ts'
import { checkFunction } from './check-arguments.ts'
import { logSafely } from './logger.ts'

export interface AdoptOptions<Handle> extends BackgroundTaskOptions, Startable<Handle> {}

/**
 * Wraps something that has only start and stop in a {@link BackgroundTask}: a cron library, a bare
 * `setInterval`, a poller that somebody else wrote.
 *
 * The wrapped thing decides when to run; the task does the rest. Runs never overlap, a shutdown waits for
 * the run in flight, a drop aborts its signal and warns, and failures are logged. No run starts after a
 * shutdown or a drop, even if the wrapped thing fires late or ignores its stop. A run that `start` itself
 * triggers begins after `adopt()` has returned, so that the work can use the task.
 *
 * If `start` rejects, the error is logged at error level and the task has died.
 *
 * @throws {TypeError} when `options` is not an object, or `work`, `start` or `stop` is not a function
 * @throws whatever `start` throws; then nothing runs, and `stop` is not called
 * @example
 * ```ts
 * await using reports = adopt({
 *   work: (signal) => sendReports({ signal }),
 *   start: (run) => new Cron('0 * * * *', run),
 *   stop: (job) => job.stop(),
 * })
 * ```
 */
export function adopt<Handle>(options: AdoptOptions<Handle>): BackgroundTask {
  checkOptions(options)
  const { name = 'Background task', logger, work, start, stop } = options
  checkFunction('work', work)
  checkFunction('start', start)
  checkFunction('stop', stop)
  const logFailedStop = (cause: unknown): void =>
    logSafely(logger, 'error', `${name} stop failed`, cause)
  let adoption: Adoption<Handle> | undefined
  const task = BackgroundTask.spawn(
    (scope) => {
      adoption = new Adoption({ work, start, stop }, scope, logFailedStop)
      return adoption.live()
    },
    { name, logger },
  )
  if (adoption?.thrown !== undefined) {
    task.discard()
    throw adoption.thrown.cause
  }
  return task
}

function checkOptions(options: unknown): void {
  if (typeof options === 'object' && options !== null) return
  throw new TypeError(
    `Expected \`options\` to be an object with \`work\`, \`start\` and \`stop\`, got ${inspect(options)} (${typeof options})`,
  )
}
