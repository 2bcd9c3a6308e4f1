/** Something that befalls a manager at one moment of its life. */
export type OperationName =
  | 'create'
  | 'start'
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
  | 'lack'
  | FaultName

/** Something that befalls a host of the subject's network. */
export type FaultName = 'refuse' | 'silence' | 'reset' | 'crash' | 'heal'

/**
 * An operation, and the handle it is for: 0 is the manager, 1 its first clone. Of a fault it is the host:
 * 0 is the first that the subject names.
 */
export interface Operation {
  readonly name: OperationName
  /** Default 0. */
  readonly handle?: number
}

/** An operation and the moment it comes: before step number `at` of the schedule. */
export interface PlannedOperation extends Operation {
  readonly at: number
}

/** What befalls one fresh manager, in order of `at`. */
export type Plan = readonly PlannedOperation[]

/** What ends the task, well or not: the rest of the plan meets a manager that stops. */
const STOPPING: ReadonlySet<OperationName> = new Set([
  'shutdown',
  'shutdownWithin',
  'shutdownSoon',
  'shutdownWith',
])

/** Whether an operation is one of the graceful ways to end a task. */
export function isShutdown(name: OperationName): boolean {
  return STOPPING.has(name)
}

const FAULTS: Readonly<Record<FaultName, string>> = {
  refuse: 'refuses connections',
  silence: 'falls silent',
  reset: 'resets its connections',
  crash: 'crashes',
  heal: 'is well again',
}

/** Every {@link FaultName}. */
export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[]

/** Whether an operation befalls a host, and not the manager. */
export function isFault(name: OperationName): name is FaultName {
  return name in FAULTS
}

/** The name of a handle in messages: `a` is the manager, `b` its first clone. */
export function handleName(handle: number): string {
  return String.fromCodePoint(97 + handle)
}

/** Whether an operation is something that befalls the manager, and not a call on it. */
export function isMishap({ name }: Operation): boolean {
  return MISHAPS[name] !== undefined
}

/** Whether an operation is something that the work does. */
export function isOfWork(operation: Operation): boolean {
  return isMishap(operation) && operation.name !== 'lack'
}

/**
 * The operation and what it did, before the moment: `shutdown() landed`, `the next run was made to throw`.
 *
 * @param isShared whether there are handles to tell apart
 * @param hosts those that the subject names
 */
export function describeLanding(
  operation: Operation,
  isShared: boolean,
  hosts: readonly string[] = [],
): string {
  if (operation.name === 'reject') return 'the run in flight, or else the next, was made to fail'
  if (operation.name === 'hang') return 'the run in flight, or else the next, was made to hang'
  if (operation.name === 'throw') return 'the next run was made to throw'
  if (isFault(operation.name))
    return `the fault “${describeOperation(operation, isShared, hosts)}” landed`
  if (operation.name === 'lack') return 'the next resource was made to fail'
  if (operation.name === 'start') return 'a second start() landed'
  return `${describeOperation(operation, isShared)} landed`
}

const MISHAPS: Partial<Record<OperationName, string>> = {
  reject: 'the run fails',
  throw: 'the next run throws',
  hang: 'the run hangs',
  lack: 'the next resource cannot be opened',
}

/**
 * The operation as it reads in messages: `shutdown()`, `b.shutdown()`, `the run fails`.
 *
 * @param isShared whether there are handles to tell apart
 * @param hosts those that the subject names
 */
export function describeOperation(
  { name, handle = 0 }: Operation,
  isShared: boolean,
  hosts: readonly string[] = [],
): string {
  const mishap = MISHAPS[name]
  if (mishap !== undefined) return mishap
  if (isFault(name)) return `${hosts[handle] ?? `host ${handleName(handle)}`} ${FAULTS[name]}`
  const owner = isShared ? `${handleName(handle)}.` : ''
  if (name === 'create' || name === 'start') return `${name}()`
  if (name === 'drop') return isShared ? `drop ${handleName(handle)}` : 'drop'
  if (name === 'clone') return `${owner}clone()`
  if (name === 'restart') return `${owner}restart()`
  if (name === 'shutdownWith') return `${owner}shutdownWith(cleanup)`
  if (name === 'shutdownWithin') return `${owner}shutdownWithin(long)`
  if (name === 'shutdownSoon') return `${owner}shutdownWithin(short)`
  return `${owner}shutdown()`
}

/** A string that is the same for the same operation. */
export function toOperationKey({ name, handle = 0 }: Operation): string {
  return `${name} ${handle}`
}

/** A string that is the same for the same plan. */
export function toPlanKey(plan: Plan): string {
  return plan.map((operation) => `${toOperationKey(operation)}@${operation.at}`).join(' ')
}
