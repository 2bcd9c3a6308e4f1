import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

interface Scheduler extends Disposable {
  shutdown(): Promise<void>
}

/** Yields through a message port before each run, as the schedulers of user interfaces do. */
function createScheduler({ work, logger }: SubjectContext, intervalMs: number): Scheduler {
  const { port1, port2 } = new MessageChannel()
  const abort = new AbortController()
  const idle: (() => void)[] = []
  let running = false
  let state: 'on' | 'closing' | 'dropped' = 'on'
  let closed: Promise<void> | undefined

  const timer = setInterval(() => port1.postMessage('run'), intervalMs)
  port2.on('message', () => {
    // A message may be under way when the scheduler is closed.
    if (state === 'on' && !running) void run()
  })

  async function run(): Promise<void> {
    running = true
    try {
      await work(abort.signal)
    } catch (error) {
      if (state !== 'dropped') report(error)
    }
    running = false
    for (const wake of idle.splice(0)) wake()
  }

  function report(error: unknown): void {
    try {
      logger.error('scheduled run failed', error)
    } catch {
      // The next message brings the next run.
    }
  }

  function release(): void {
    clearInterval(timer)
    port1.close()
    port2.close()
  }

  async function close(): Promise<void> {
    release()
    if (running) await new Promise<void>((resolve) => idle.push(resolve))
    logger.info('scheduler closed')
  }

  return {
    async shutdown() {
      if (state === 'dropped') return
      state = 'closing'
      await (closed ??= close())
    },
    [Symbol.dispose]() {
      if (state !== 'on') return
      state = 'dropped'
      release()
      abort.abort()
      logger.warn('scheduler dropped without shutdown()')
    },
  }
}

export const subject: Subject<Scheduler> = {
  name: 'message channel scheduler',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => createScheduler(probe, 1000),
}
