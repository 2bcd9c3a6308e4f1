import { relative } from 'node:path'
import type { Clock, PendingTimer } from '../clock/clock.ts'
import type { Call, Method } from './call.ts'
import { isError } from '../text/describe.ts'
import type { TimelineEvent } from '../model/report.ts'
import { findFunctionLocation } from '../handles/function-location.ts'
import type { PromiseTrace } from '../promises/promise-trace.ts'
import { tellHang } from '../promises/tell-hang.ts'
import { isUsersFrame, parseStack, type StackFrame } from '../stack/stack-frame.ts'
import { findUserFrame } from '../stack/user-frame.ts'
import { formatMs } from '../text/format-ms.ts'
import { RuleFailure } from '../model/rule-failure.ts'
import type { Timeline } from '../model/timeline.ts'

/** Where a failure points: the event it objects to, and an error made at the user's line. */
export interface Blame {
  readonly event?: TimelineEvent | undefined
  /** What is wrong with that event, in a few words. Default: `not allowed`. */
  readonly mark?: string | undefined
  readonly site?: { stack?: string | undefined } | undefined
  readonly frame?: string | undefined
  /** The next action, where that of the rule would mislead. */
  readonly hint?: string | undefined
  /** What went wrong, as data: see `RuleFailure.signature`. */
  readonly signature?: string | undefined
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

/**
 * Finds where a method of the manager is written: the user's frame of a failure that happened in no
 * frame, as when a promise fulfils too early.
 *
 * @returns `shutdown (src/heartbeat.ts:52:11)`, or `undefined` where it is not the user's
 */
export function findMethodFrame(method: Method | undefined): string | undefined {
  if (method === undefined) return undefined
  let fn: unknown
  try {
    fn = method.find()
  } catch {
    // A getter that throws.
  }
  if (typeof fn !== 'function') return undefined
  const place = findFunctionLocation(fn)
  if (place === undefined) return undefined
  const path = relative(process.cwd(), place.path)
  const shown = path.startsWith('..') ? place.path : path
  return `${method.name} (${shown}:${place.line}:${place.column})`
}

/** Makes the failure of a rule: what happened so far, where it points, and where a promise hangs. */
export function createRuleFailure(
  observed: string,
  blame: Blame,
  { timeline, trace, clock }: { timeline: Timeline; trace: PromiseTrace | undefined; clock: Clock },
): RuleFailure {
  const { event, pending, site, signature } = blame
  const { mark = pending && 'still pending', call = pending } = blame
  const hang = pending && trace && tellHang(trace, pending.value)
  const frame =
    blame.frame ??
    (site ? findUserFrame(site) : hang?.frame) ??
    (call && findMethodFrame(call.method))
  const failure = new RuleFailure(observed, timeline.snapshot(event, mark), frame)
  const timer = hang?.madeAt && findTimer(clock, hang.madeAt)
  failure.hint = blame.hint ?? (timer && END_THE_WAIT)
  failure.signature = signature
  failure.isAboutPending = pending !== undefined
  failure.where =
    hang &&
    `${hang.text}${timer === undefined ? '' : `; a timer made there is due in ${formatMs(timer.dueInMs)}`}`
  return failure
}

const END_THE_WAIT =
  'end that wait when shutdown() is called: clear its timer and resolve its promise, or give the sleep an AbortSignal'

/** The pending timer that was made on the same line as a promise. */
function findTimer(clock: Clock, { path, line }: StackFrame): PendingTimer | undefined {
  return clock.pending().find(({ stack = '' }) => {
    const frame = parseStack(stack).find((each) => isUsersFrame(each))
    return frame?.path === path && frame.line === line
  })
}
