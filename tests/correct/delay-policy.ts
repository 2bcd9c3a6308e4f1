import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

interface Schedule {
  shutdown: () => Promise<void>
  drop: () => void
}

/** A run that took longer than the interval is followed at once by one more, never by a burst. */
function scheduleWithDelay({ work, logger }: SubjectContext, periodMs: number): Schedule {
  let timer: NodeJS.Timeout | undefined
  let running = false
  let closing = false
  let dropped = false
  const idle: (() => void)[] = []
  const abort = new AbortController()

  function arm(delayMs: number): void {
    timer = setTimeout(() => void run(), delayMs)
  }

  async function run(): Promise<void> {
    const startedAt = Date.now()
    running = true
    try {
      await work(abort.signal)
    } catch (error) {
      if (!dropped) complain(error)
    }
    running = false
    for (const resolve of idle.splice(0)) resolve()
    if (!closing && !dropped) arm(Math.max(0, periodMs - (Date.now() - startedAt)))
  }

  function complain(error: unknown): void {
    try {
      logger.error('scheduled work failed', error)
    } catch {
      // On with the schedule.
    }
  }

  async function close(): Promise<void> {
    clearTimeout(timer)
    if (running) await new Promise<void>((resolve) => idle.push(resolve))
    logger.info('schedule closed')
  }

  let closed: Promise<void> | undefined
  arm(periodMs)
  return {
    async shutdown() {
      if (dropped) return
      closing = true
      await (closed ??= close())
    },
    drop() {
      if (dropped || closing) return
      dropped = true
      clearTimeout(timer)
      abort.abort()
      logger.warn('schedule dropped, should have been shutdown')
    },
  }
}

export const subject: Subject<Schedule> = {
  name: 'delay policy',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => scheduleWithDelay(probe, 1000),
  drop: (schedule) => schedule.drop(),
}
