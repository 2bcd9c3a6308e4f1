import type { SubjectContext } from '../../../harness/model/subject.ts'

export interface Manager {
  shutdown(): unknown
  [Symbol.dispose](): void
}

/** Shuts down as the pattern promises, with the least code. */
export function createHeartbeat({ work, logger }: SubjectContext): Manager {
  let timer: NodeJS.Timeout
  let done: Promise<void> | undefined
  let isDropped = false
  let idle = Promise.resolve()

  async function run(): Promise<void> {
    // shutdown() may have been called since the timer fired.
    if (done !== undefined || isDropped) return
    try {
      await work()
    } catch (error) {
      logger.error('run failed', error)
    }
    if (done === undefined && !isDropped) sleep()
  }
  function sleep(): void {
    timer = setTimeout(() => {
      // Assigned before the work starts, which may call shutdown() itself.
      idle = Promise.resolve().then(run)
    }, 1000)
  }
  async function stop(): Promise<void> {
    clearTimeout(timer)
    await idle
    if (!isDropped) logger.info('stopped')
  }
  sleep()
  return {
    shutdown: () => (done ??= stop()),
    [Symbol.dispose]() {
      if (isDropped || done !== undefined) return
      isDropped = true
      clearTimeout(timer)
      logger.warn('dropped: call shutdown() instead')
    },
  }
}

export default { name: 'Heartbeat', ownership: 'owned', intervalMs: 1000, create: createHeartbeat }
