import type { Operation, OperationName, Plan, PlannedOperation } from './operation.ts'

/**
 * Something that happens to a manager; a letter names the handle, the manager or its clone: `drop a`, `drop b`.
 *
 * `shutdownWithin` gets a timeout longer than any run, `shutdownSoon` is `shutdownWithin` with a timeout
 * shorter than the slow run. `reject`, `throw` and `hang` make the run in flight do that, or else the next run.
 */
export type OperationText =
  | 'shutdown'
  | 'shutdownWithin'
  | 'shutdownSoon'
  | 'shutdownWith'
  | 'drop'
  | 'clone'
  | 'reject'
  | 'throw'
  | 'hang'
  | 'shutdown a'
  | 'shutdown b'
  | 'drop a'
  | 'drop b'
  | 'clone a'
  | 'clone b'

/** What happens to one fresh manager, in order: each operation lands right before step number `at`. */
export type PlanText = readonly { readonly operation: OperationText; readonly at: number }[]

const OPERATION =
  /^(?:shutdownWithin|shutdownSoon|shutdownWith|reject|throw|hang|(?:shutdown|drop|clone)(?: [ab])?)$/

/**
 * Reads an operation.
 *
 * @param option what messages call the list that it stands in
 * @throws {TypeError} when there is no such operation
 */
export function parseOperation(text: unknown, option: string): Operation {
  if (typeof text !== 'string' || !OPERATION.test(text)) {
    throw new TypeError(
      `Unknown operation ${JSON.stringify(text)} in \`${option}\`: known are shutdown, shutdownWithin, shutdownSoon, shutdownWith, drop, clone, reject, throw and hang; shutdown, drop and clone also of one handle of two, as in 'drop b'`,
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
