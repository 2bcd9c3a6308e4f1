import type { Operation, OperationName, Plan, PlannedOperation } from './operation.ts'

/** `a` is the manager, `b` its first clone; those that a plan makes on its way follow. */
type HandleLetter = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j'

/**
 * An operation on a manager. A letter names the handle: `drop a`, `drop b`.
 *
 * `shutdownWithin` has a timeout longer than any run; `shutdownSoon` is `shutdownWithin` with a timeout
 * shorter than the slow run. `reject`, `throw` and `hang` make the run in flight do that, or else the
 * next run. `refuse`, `silence`, `reset`, `crash` and `heal` act on a host in the subject's `network`: on
 * the first, or on the one with that letter. `start` is a second `start()`, and `lack` makes the next
 * `context.resource()` throw: these two land during the start.
 */
export type OperationText =
  | 'shutdown'
  | 'shutdownWithin'
  | 'shutdownSoon'
  | 'shutdownWith'
  | 'drop'
  | 'clone'
  | 'restart'
  | 'reject'
  | 'throw'
  | 'hang'
  | 'start'
  | 'lack'
  | 'refuse'
  | 'silence'
  | 'reset'
  | 'crash'
  | 'heal'
  | `${'shutdown' | 'shutdownWithin' | 'shutdownSoon' | 'drop' | 'clone' | 'restart' | 'refuse' | 'silence' | 'reset' | 'crash' | 'heal'} ${HandleLetter}`

/** The operations on one fresh manager, in order. Each lands right before step number `at`. */
export type PlanText = readonly { readonly operation: OperationText; readonly at: number }[]

const OPERATION =
  /^(?:shutdownWith|reject|throw|hang|start|lack|(?:shutdown|shutdownWithin|shutdownSoon|drop|clone|restart|refuse|silence|reset|crash|heal)(?: [a-j])?)$/

/**
 * Reads an operation.
 *
 * @param option what messages call the list that it stands in
 * @throws {TypeError} when there is no such operation
 */
export function parseOperation(text: unknown, option: string): Operation {
  if (typeof text !== 'string' || !OPERATION.test(text)) {
    throw new TypeError(
      `Unknown operation ${JSON.stringify(text)} in \`${option}\`: known are shutdown, shutdownWithin, shutdownSoon, shutdownWith, drop, clone, restart, reject, throw, hang, start and lack, and refuse, silence, reset, crash and heal of a host; all but shutdownWith, reject, throw, hang, start and lack also of one handle or host, as in 'drop b'`,
    )
  }
  const [name, letter] = text.split(' ') as [OperationName, string | undefined]
  return letter === undefined ? { name } : { name, handle: letter.charCodeAt(0) - 97 }
}

/** Writes an operation so that {@link parseOperation} reads it. */
export function formatOperation({ name, handle }: Operation): OperationText {
  const letter = handle === undefined ? '' : ` ${String.fromCodePoint(97 + handle)}`
  return `${name}${letter}` as OperationText
}

/** @throws {TypeError} when there is no such operation, or `at` is no step */
export function parsePlan(plan: PlanText): Plan {
  return plan.map(({ operation, at }): PlannedOperation => {
    if (!Number.isInteger(at) || at < 0) {
      throw new TypeError(
        `Expected \`at\` in the plan to be the number of a step, a whole number >= 0, got ${JSON.stringify(at)}`,
      )
    }
    return { ...parseOperation(operation, 'plan'), at }
  })
}

/** Writes a plan so that {@link parsePlan} reads it. */
export function formatPlan(plan: Plan): PlanText {
  return plan.map((each) => ({ operation: formatOperation(each), at: each.at }))
}
