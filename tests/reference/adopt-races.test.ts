import { describe, expect, test, vi } from 'vitest'

import { adopt } from '../../reference/adopt.ts'
import type { BackgroundTask } from '../../reference/background-task.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { createRecordingLogger } from './recording-logger.ts'
import { drain, useVirtualTime } from './virtual-time.ts'

const PERIOD_MS = 100
/** More than any of the things, the works and the lifecycle take from one timer to the next. */
const HOPS = 10

interface Thing {
  start(this: void, run: () => Promise<void>): unknown
  stop(this: void, handle: unknown): unknown
}

const interval = (run: () => Promise<void>): unknown => setInterval(() => void run(), PERIOD_MS)
const clear = (timer: unknown): void => clearInterval(timer as NodeJS.Timeout)

async function hop(count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) await Promise.resolve()
}

const things: Record<string, Thing> = {
  'an interval': { start: interval, stop: clear },
  'an interval that runs at once': {
    start(run) {
      void run()
      return interval(run)
    },
    stop: clear,
  },
  'a chain of timeouts': {
    start(run) {
      const chain = { timer: setTimeout(() => void next(), PERIOD_MS), isStopped: false }
      const next = async (): Promise<void> => {
        await run()
        if (!chain.isStopped) chain.timer = setTimeout(() => void next(), PERIOD_MS)
      }
      return chain
    },
    stop(handle) {
      const chain = handle as { timer: NodeJS.Timeout; isStopped: boolean }
      chain.isStopped = true
      clearTimeout(chain.timer)
    },
  },
  'a thing that starts and stops slowly': {
    async start(run) {
      await hop(2)
      void run()
      await hop(2)
      return interval(run)
    },
    async stop(timer) {
      await hop(2)
      clear(timer)
    },
  },
  'a thing that fires while it stops, and fails to': {
    start: (run) => ({ run, timer: interval(run) }),
    async stop(handle) {
      const { run, timer } = handle as { run: () => Promise<void>; timer: unknown }
      clear(timer)
      void run()
      await hop(1)
      void run()
      throw new Error('stop')
    },
  },
}

const works: Record<string, () => Promise<unknown>> = {
  'ends after three awaits': () => hop(3),
  'fails after two awaits': () => hop(2).then(() => Promise.reject(new Error('run'))),
  'takes two and a half periods': () =>
    new Promise((resolve) => setTimeout(resolve, 2.5 * PERIOD_MS)),
}

const operations: Record<string, (task: BackgroundTask) => unknown> = {
  shutdown: (task) => task.shutdown(),
  drop: (task) => task[Symbol.dispose](),
  abort: (task) => task.abort(),
  shutdownWithin: (task) => task.shutdownWithin(PERIOD_MS),
  'drop of a clone': (task) => task.clone()[Symbol.dispose](),
}

interface Schedule {
  thing: Thing
  work: () => Promise<unknown>
  periods: number
  /** How many microtasks before each operation. */
  steps: { hops: number; operation: (task: BackgroundTask) => unknown }[]
}

/** Does one schedule and returns what it broke; the shutdown that ends it is the last operation. */
async function findBroken({ thing, work, periods, steps }: Schedule): Promise<string[]> {
  const broken = new Set<string>()
  const logger = createRecordingLogger()
  const signals = new Set<AbortSignal>()
  let active = 0
  let isStopped = false
  const task = adopt({
    logger,
    ...thing,
    async work(signal) {
      signals.add(signal)
      if (isStopped) broken.add('a run started after the task had been told to stop')
      if (active > 0) broken.add('two runs overlapped')
      active += 1
      try {
        await work()
      } finally {
        active -= 1
      }
    },
  })
  const watch = async (settled: unknown): Promise<void> => {
    await settled
    const isAborted = [...signals].some(({ aborted }) => aborted)
    if (active > 0 && !isAborted) broken.add('a caller was let go while a run was in flight')
  }
  if (periods > 0) vi.advanceTimersByTime(periods * PERIOD_MS)
  const watched: Promise<void>[] = []
  for (const { hops, operation } of steps) {
    await hop(hops)
    const returned = operation(task)
    if (!task.isRunning) isStopped = true
    if (returned !== undefined) watched.push(watch(returned))
  }
  await vi.advanceTimersByTimeAsync(PERIOD_MS)
  watched.push(watch(task.shutdown()))
  isStopped = true
  const outcome = task.shutdownWithin(100 * PERIOD_MS)
  await vi.advanceTimersByTimeAsync(5 * PERIOD_MS)
  await Promise.all(watched)
  const count = (level: string): number =>
    logger.lines.filter((line) => line.startsWith(`${level}: `)).length
  const expected = (await outcome) === 'graceful' ? { info: 1, warn: 0 } : { info: 0, warn: 1 }
  if (count('info') !== expected.info) broken.add(`${count('info')} successes: ${await outcome}`)
  if (count('warn') !== expected.warn) broken.add(`${count('warn')} warnings: ${await outcome}`)
  if (vi.getTimerCount() > 0) broken.add(`${vi.getTimerCount()} timers were left`)
  return [...broken]
}

useVirtualTime()
failOnUnhandledRejections()

describe.each(Object.entries(things))('%s', (_, thing) => {
  test.each(Object.entries(works))(
    'whose work %s keeps every promise, whenever two operations land',
    async (_name, work) => {
      const failures: string[] = []
      for (const periods of [0, 1, 2]) {
        for (let hops = 0; hops < HOPS; hops += 1) {
          for (const [first, operation] of Object.entries(operations)) {
            for (const [second, then] of Object.entries(operations)) {
              for (const between of [0, 1, 3]) {
                const steps = [
                  { hops, operation },
                  { hops: between, operation: then },
                ]
                const broken = await findBroken({ thing, work, periods, steps })
                for (const fact of broken) {
                  failures.push(
                    `${fact}: ${periods} periods, ${hops} hops, ${first}, ${between} hops, ${second}`,
                  )
                }
              }
            }
          }
        }
      }
      await drain()
      expect(failures.slice(0, 5)).toEqual([])
    },
  )
})
