import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { SchedulerTask } from '../../reference/scheduler-task.ts'
import type { SchedulerTaskOptions } from '../../reference/scheduler-task.ts'
import { collectGarbage } from './collect-garbage.ts'
import { createGate } from './gate.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { drain, stateOf } from './virtual-time.ts'

const logger = createRecordingLogger()
/** The pacing threads that were started, in order; Node tells of them in the next tick. */
const threads: { thread: Worker; online: Promise<unknown>; exited: Promise<unknown> }[] = []
const onThread = (thread: Worker): void =>
  void threads.push({ thread, online: once(thread, 'online'), exited: once(thread, 'exit') })

beforeEach(() => {
  logger.lines.length = 0
  threads.length = 0
  process.on('worker', onThread)
})
afterEach(() => void process.off('worker', onThread))

/** A scheduler in precise mode whose runs can be waited for. */
function spawn(options: Partial<SchedulerTaskOptions> = {}) {
  let runs = 0
  let waiting: { count: number; resolve(): void } | undefined
  const task = SchedulerTask.spawn({
    precise: true,
    logger,
    ...options,
    schedule(signal) {
      runs += 1
      if (waiting !== undefined && runs >= waiting.count) waiting.resolve()
      return options.schedule?.(signal)
    },
  })
  /** Until that many more runs have started. */
  const more = (count: number): Promise<void> =>
    new Promise((resolve) => {
      waiting = { count: runs + count, resolve }
    })
  return { task, more, count: () => runs }
}

async function onlyThread(): Promise<(typeof threads)[number]> {
  await Promise.resolve()
  await new Promise((resolve) => process.nextTick(resolve))
  const [thread, ...others] = threads
  expect(others.length).toBe(0)
  if (thread === undefined) throw new Error('Expected a thread to have been started')
  return thread
}

/** Node's mark of a thread that has exited. */
const EXITED = -1

test('is paced by one thread, and the stats tell what that costs', async () => {
  const { task, more } = spawn()
  const { thread } = await onlyThread()
  expect(thread.threadId).toBeGreaterThan(0)
  await more(50)
  await task.shutdown()
  const { runs, skippedTicks, requestedPerSecond, pacing } = task.stats()
  expect(runs).toBeGreaterThanOrEqual(50)
  expect(skippedTicks).toBeGreaterThanOrEqual(0)
  expect(requestedPerSecond).toBe(10_000)
  expect(pacing?.pacedBy).toBe('thread')
  expect(pacing?.wakeUps).toBeGreaterThan(0)
  expect(pacing?.latenessP50Micros).toBeGreaterThan(0)
  expect(pacing?.latenessP99Micros).toBeGreaterThanOrEqual(pacing?.latenessP50Micros ?? 0)
  expect(logger.lines).toEqual([LINES.complete])
})

test('without precise there is no thread, and no pacing in the stats', async () => {
  const { task } = spawn({ precise: false })
  expect(threads).toEqual([])
  expect(task.stats()).not.toHaveProperty('pacing')
  await task.shutdown()
})

test.each(['yes', 1, null])('throws when precise is %j', (precise) => {
  expect(() => spawn({ precise: precise as never })).toThrow(
    /^Expected `precise` to be a boolean, got .+ \((string|number|object)\)$/,
  )
  expect(threads).toEqual([])
})

describe('shutdown()', () => {
  test('fulfils when the thread has exited, and starts nothing', async () => {
    const { task, more, count } = spawn()
    await more(3)
    const order: string[] = []
    const { thread } = await onlyThread()
    thread.once('exit', () => order.push('exit'))
    const shutdown = task.shutdown()
    const before = count()
    await shutdown
    order.push('fulfilled')
    await drain()
    expect(order).toEqual(['exit', 'fulfilled'])
    expect((await onlyThread()).thread.threadId).toBe(EXITED)
    expect(count()).toBe(before)
  })

  test('waits for the run in flight, without the thread', async () => {
    const gate = createGate()
    const { task, more } = spawn({ schedule: () => gate.promise })
    await more(1)
    const shutdown = task.shutdown()
    await (
      await onlyThread()
    ).exited
    expect(await stateOf(shutdown)).toBe('pending')
    expect(logger.lines).toEqual([])
    gate.open()
    await shutdown
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('before the thread is up fulfils, and nothing ever runs', async () => {
    const { task, count } = spawn()
    await task.shutdown()
    expect((await onlyThread()).thread.threadId).toBe(EXITED)
    expect(count()).toBe(0)
  })

  test('from inside a run, awaited, stops the task', async () => {
    const inner: Promise<void>[] = []
    const { task, more, count } = spawn({
      schedule: () => {
        const shutdown = task.shutdown()
        inner.push(shutdown)
        return shutdown
      },
    })
    await more(1)
    await Promise.all(inner)
    await task.shutdown()
    expect(count()).toBe(1)
    expect((await onlyThread()).thread.threadId).toBe(EXITED)
  })
})

describe('a drop', () => {
  test('ends the thread and the runs, with one warning', async () => {
    const { task, more, count } = spawn()
    await more(3)
    const before = count()
    task[Symbol.dispose]()
    task[Symbol.dispose]()
    await (
      await onlyThread()
    ).exited
    await drain()
    expect(count()).toBe(before)
    expect(logger.lines).toEqual([LINES.dropped])
  })

  test('does not wait for a run that hangs: its signal is aborted, the thread ended', async () => {
    const signals: AbortSignal[] = []
    const { task, more } = spawn({
      schedule: (signal) => {
        signals.push(signal)
        return new Promise(() => {})
      },
    })
    await more(1)
    task[Symbol.dispose]()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    await (
      await onlyThread()
    ).exited
  })

  test('by the collector ends the thread too', async () => {
    const lose = (): void => void SchedulerTask.spawn({ precise: true, logger, schedule: () => {} })
    lose()
    await (
      await onlyThread()
    ).online
    await collectGarbage(() => logger.lines.length > 0)
    expect(logger.lines).toEqual([LINES.dropped])
    await (
      await onlyThread()
    ).exited
  })
})

test('at a deadline the thread is ended', async () => {
  const { task, more } = spawn({ schedule: () => new Promise(() => {}) })
  await more(1)
  expect(await task.shutdownWithin(1)).toBe('aborted')
  await (
    await onlyThread()
  ).exited
})

test('runs never overlap, and a long one costs no wake-ups', async () => {
  const gate = createGate()
  const { task, more, count } = spawn({ schedule: () => gate.promise })
  await more(1)
  await untilAsleep(task)
  expect(count()).toBe(1)
  gate.open()
  await more(2)
  expect(task.stats().skippedTicks).toBeGreaterThan(0)
  await task.shutdown()
})

test('a pause costs no wake-ups; trigger() runs once, resume() goes on', async () => {
  const { task, more, count } = spawn()
  await more(3)
  task.pause()
  await untilAsleep(task)
  const paused = count()
  const triggered = more(1)
  task.trigger()
  await triggered
  await untilAsleep(task)
  expect(count()).toBe(paused + 1)
  task.resume()
  await more(3)
  await task.shutdown()
})

test('a quantum that is changed takes effect at once', async () => {
  const { task, more } = spawn({ quantumMicros: 3_600_000_000 })
  await (
    await onlyThread()
  ).online
  task.updateQuantum(500)
  await more(3)
  expect(task.stats().requestedPerSecond).toBe(2000)
  await task.shutdown()
})

test('a triggered run follows the one in flight, once', async () => {
  const gate = createGate()
  const { task, more, count } = spawn({
    quantumMicros: 3_600_000_000,
    schedule: () => gate.promise,
  })
  const first = more(1)
  task.trigger()
  await first
  task.trigger()
  task.trigger()
  await drain()
  expect(count()).toBe(1)
  const second = more(1)
  gate.open()
  await second
  await drain()
  expect(count()).toBe(2)
  await task.shutdown()
})

test('commands throw after a shutdown', async () => {
  const { task } = spawn()
  await task.shutdown()
  expect(() => task.resume()).toThrow(
    'Expected a running scheduler for `resume()`, got one that has stopped: spawn a new one',
  )
})

describe('where the thread is lost', () => {
  const lost =
    'warn: Background task is paced by timers, quanta below 1 ms are skipped: Error: the pacing thread has ended'

  test('timers take over, with one warning', async () => {
    const { task, more } = spawn()
    await more(3)
    await (await onlyThread()).thread.terminate()
    await more(3)
    expect(task.stats().pacing?.pacedBy).toBe('timer')
    await task.shutdown()
    expect(logger.lines).toEqual([lost, LINES.complete])
  })

  test('while paused, it stays paused', async () => {
    const { task, more, count } = spawn()
    await more(1)
    task.pause()
    await (await onlyThread()).thread.terminate()
    await drain()
    const paused = count()
    const next = more(1)
    task.trigger()
    await next
    await drain()
    expect(count()).toBe(paused + 1)
    task[Symbol.dispose]()
    expect(logger.lines).toEqual([lost, LINES.dropped])
  })
})

/** Until the pacing thread has stopped to wake up: it must, and then it wakes up no more. */
async function untilAsleep(task: SchedulerTask): Promise<void> {
  const wakeUps = (): number => task.stats().pacing?.wakeUps ?? 0
  for (let quietTurns = 0, last = wakeUps(); quietTurns < 200; quietTurns += 1) {
    await drain()
    if (wakeUps() !== last) quietTurns = 0
    last = wakeUps()
  }
}
