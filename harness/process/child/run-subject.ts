import { createAbsentNetwork } from '../../rig/subject-network.ts'
import { openFreely } from '../../rig/resource-ledger.ts'
import { basename } from 'node:path'
import { ManagerDriver } from '../../rig/manager-driver.ts'
import { type Subject, type SubjectContext, SubjectError } from '../../model/subject.ts'
import { shutdownOnSignals } from '../../../reference/shutdown-on-signals.ts'
import type { ChildPlan } from '../child-record.ts'
import type { SignalWatch } from './observe-signals.ts'
import { ProbedWork } from './probed-work.ts'
import type { ProbedExport } from './read-export.ts'
import { tell } from './record-pipe.ts'
import { reportHoldersLater } from './report-holders.ts'
import type { ClosableManager } from '../../../reference/closable.ts'

/** Where the first run is far away, an idle manager will do. */
const FIRST_RUN_MS = 1500

const HOLD_MS = 3_600_000

/** How long an abort may take that the deadline of `shutdownOnSignals()` has set off. */
const HUNG_DEADLINE_MS = 1000

/** Starts the manager of a module, with a run in flight where that can be, under our own handlers. */
export async function runSubject(
  exported: Exclude<ProbedExport, { kind: 'program' }>,
  plan: ChildPlan,
  signals: SignalWatch,
): Promise<void> {
  const subject = toSubject(exported, plan)
  const { name, ownership, waive = {} } = subject
  tell({ type: 'subject', name, ownership, waive })
  const work = new ProbedWork(plan.scenario === 'hung')
  // In a program there is something else that holds the process, such as a server.
  const hold = setInterval(() => {}, HOLD_MS)
  const manager = await subject.create({
    work: work.call,
    logger: LOGGER,
    resource: openFreely,
    network: createAbsentNetwork(subject),
  })
  await subject.start?.(manager)
  const closable = toClosable(new ManagerDriver(subject), manager)
  if (plan.scenario === 'exit') {
    await work.waitForFirst(findPatience(subject, plan))
    tell({ type: 'ready', isBusy: work.isBusy })
    work.endSoon()
    // One that rejects is told as well, and is no matter of the process.
    await Promise.resolve(closable.shutdown()).catch(() => {})
    clearInterval(hold)
    reportHoldersLater(plan.askAfterMs)
    return
  }
  signals.onFirst(() => {
    clearInterval(hold)
    if (plan.scenario !== 'hung') work.endSoon()
  })
  const isHung = plan.scenario === 'hung'
  shutdownOnSignals(closable, {
    signals: [plan.signal],
    deadlineMs: isHung ? Math.min(plan.deadlineMs, HUNG_DEADLINE_MS) : plan.deadlineMs,
    name,
  })
  await work.waitForFirst(findPatience(subject, plan))
  tell({ type: 'ready', isBusy: work.isBusy })
}

/** By name, since a logger is called without `this`. */
const LOGGER: SubjectContext['logger'] = {
  info: (message) => console.info(message),
  warn: (message) => console.warn(message),
  error: (message, ...cause) => console.error(message, ...cause),
}

function toSubject(
  exported: Exclude<ProbedExport, { kind: 'program' }>,
  { module }: ChildPlan,
): Subject {
  if (exported.kind === 'subject') return exported.subject
  const { name, create } = exported
  return { name: name || basename(module), ownership: 'owned', intervalMs: 1000, create }
}

/** How long to wait for a first run, in milliseconds: two intervals, or not at all. */
function findPatience({ intervalMs }: Subject, { readyMs }: ChildPlan): number {
  const neededMs = 2 * intervalMs + FIRST_RUN_MS
  return neededMs <= readyMs / 2 ? neededMs : Math.min(FIRST_RUN_MS, readyMs / 2)
}

/**
 * What a manager offers to `shutdownOnSignals()`, by the names that its subject gives; each shutdown
 * is told.
 *
 * @throws {SubjectError} when it has no shutdown()
 */
function toClosable(driver: ManagerDriver, manager: unknown): ClosableManager {
  if (!driver.hasShutdown(manager)) {
    throw new SubjectError(
      `Expected the manager of ${driver.subject.name} to have a shutdown(), or the subject to have a \`shutdown: (m) => …\``,
    )
  }
  const shutdownWithin = findBounded(driver, manager)
  return {
    shutdown: () => watch(() => driver.shutdown(manager)),
    ...(shutdownWithin === undefined
      ? {}
      : {
          shutdownWithin: (timeoutMs: number, signal?: AbortSignal) =>
            watch(() => shutdownWithin(timeoutMs, signal)),
        }),
    ...(driver.hasMethod(manager, 'abort')
      ? { abort: () => void driver.invoke(manager, 'abort') }
      : {}),
    ...(driver.hasDrop(manager) ? { [Symbol.dispose]: () => void driver.drop(manager) } : {}),
  }
}

type Bounded = (timeoutMs: number, signal?: AbortSignal) => unknown

function findBounded(driver: ManagerDriver, manager: unknown): Bounded | undefined {
  const { shutdown, shutdownWithin } = driver.subject
  if (shutdownWithin !== undefined) {
    return (timeoutMs, signal) => shutdownWithin(manager, timeoutMs, signal)
  }
  // A subject that names its own shutdown means that one.
  if (shutdown !== undefined || !driver.hasMethod(manager, 'shutdownWithin')) return undefined
  return (timeoutMs, signal) =>
    (manager as Required<ClosableManager>).shutdownWithin(timeoutMs, signal)
}

async function watch(call: () => unknown): Promise<unknown> {
  tell({ type: 'shutdown', state: 'called' })
  try {
    const value = await call()
    tell({ type: 'shutdown', state: 'fulfilled' })
    return value
  } catch (error) {
    tell({ type: 'shutdown', state: 'rejected' })
    throw error
  }
}
