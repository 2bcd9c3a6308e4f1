import type { Call } from './call.ts'
import { isError } from '../text/describe.ts'
import type { TimelineEvent } from '../model/report.ts'

/** Where a failure points: the event it objects to, and an error made at the user's line. */
export interface Blame {
  readonly event?: TimelineEvent | undefined
  /** What is wrong with that event, in a few words. Default: `not allowed`. */
  readonly mark?: string | undefined
  readonly site?: { stack?: string | undefined } | undefined
  readonly frame?: string | undefined
  /** The next action, where that of the rule would mislead. */
  readonly hint?: string | undefined
  /** The call to blame: where nothing else is known, its function is the user's frame. */
  readonly call?: Call | undefined
  /** The call that should have settled. */
  readonly pending?: Call | undefined
}

/** Blames the error of a call where it is one, for its stack. */
export function blameCall(call: Call): Blame {
  return {
    event: call.settled ?? call.called,
    call,
    ...(isError(call.outcome) ? { site: call.outcome } : {}),
  }
}
