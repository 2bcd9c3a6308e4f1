import type { ClosableManager } from '../../../reference/closable.ts'
import type { ManagerDriver } from '../../rig/manager-driver.ts'
import { SubjectError } from '../../model/subject-error.ts'
import { tell } from './record-pipe.ts'

/**
 * What a manager offers to `shutdownOnSignals()`, by the names that its subject gives; each shutdown
 * is told.
 *
 * @throws {SubjectError} when it has no shutdown()
 */
export function toClosable(driver: ManagerDriver, manager: unknown): ClosableManager {
  if (!driver.hasShutdown(manager)) {
    throw new SubjectError(
      `Expected the manager of ${driver.subject.name} to have a shutdown(), or the subject a \`shutdown: (m) => …\``,
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
