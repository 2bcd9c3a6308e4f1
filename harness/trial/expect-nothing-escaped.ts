import { describe, isError } from '../text/describe.ts'
import type { Trial } from './trial.ts'

/** Fails the rule if anything reached `uncaughtException` or `unhandledRejection` in this trial. */
export function expectNothingEscaped(t: Trial, of: string): void {
  const { uncaught, unhandled } = t.guard
  const [event, error] =
    uncaught.length > 0 ? ['uncaughtException', uncaught[0]] : ['unhandledRejection', unhandled[0]]
  if (uncaught.length + unhandled.length === 0) return
  t.fail(
    `the failure of ${of} reached ${event}: ${describe(error)}. Node ends the process for that`,
    {
      event: t.note(`${event}: ${describe(error)}`),
      ...(isError(error) ? { site: error } : {}),
    },
  )
}
