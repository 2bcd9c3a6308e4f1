import { beforeEach, describe, expect, test, vi } from 'vitest'

import { SchedulerTask } from '../../reference/scheduler-task.ts'
import type { SchedulerTaskOptions } from '../../reference/scheduler-task.ts'
import { createGate } from './gate.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { advance, stateOf, useVirtualTime } from './virtual-time.ts'

const logger = createRecordingLogger()

useVirtualTime()
beforeEach(() => void (logger.lines.length = 0))

function spawn(options: Partial<SchedulerTaskOptions> = {}) {
  const schedule = vi.fn<() => unknown>()
  return { schedule, task: SchedulerTask.spawn({ schedule, logger, ...options }) }
}

test('runs once per quantum', async () => {
  const { task, schedule } = spawn({ quantumMicros: 5000 })
  await advance(4)
  expect(schedule).not.toHaveBeenCalled()
  await advance(21)
  expect(schedule).toHaveBeenCalledTimes(5)
  await task.shutdown()
})

test('a quantum below 1 ms is run once per millisecond, and the stats say so', async () => {
  const { task, schedule } = spawn()
  expect(task.stats()).toEqual({
    runs: 0,
    failures: 0,
    skippedTicks: 0,
    requestedPerSecond: 10_000,
    achievedPerSecond: 0,
  })
  await advance(500)
  expect(schedule).toHaveBeenCalledTimes(500)
  expect(task.stats()).toEqual({
    runs: 500,
    failures: 0,
    skippedTicks: 4500,
    requestedPerSecond: 10_000,
    achievedPerSecond: 1000,
  })
  await task.shutdown()
})

test('quanta that pass during a run are skipped and counted', async () => {
  const gate = createGate()
  const { task, schedule } = spawn({ quantumMicros: 10_000 })
  schedule.mockReturnValueOnce(gate.promise)
  await advance(55)
  gate.open()
  await advance(5)
  expect(schedule).toHaveBeenCalledTimes(3)
  expect(task.stats()).toMatchObject({ runs: 3, skippedTicks: 3, achievedPerSecond: 50 })
  await task.shutdown()
})

test('failures are counted among the runs', async () => {
  const { task, schedule } = spawn({ quantumMicros: 10_000 })
  schedule.mockImplementationOnce(() => {
    throw new Error('no')
  })
  await advance(30)
  expect(task.stats()).toMatchObject({ runs: 3, failures: 1, achievedPerSecond: 100 })
  await task.shutdown()
  expect(logger.lines).toEqual([LINES.failed, LINES.complete])
})

test('the stats stay as they are after a shutdown, and after a drop with a run in flight', async () => {
  const shut = spawn({ quantumMicros: 10_000 })
  const dropped = spawn({ quantumMicros: 10_000 })
  dropped.schedule.mockReturnValueOnce(undefined).mockReturnValueOnce(new Promise(() => {}))
  await advance(20)
  await shut.task.shutdown()
  dropped.task[Symbol.dispose]()
  await advance(1000)
  expect(shut.task.stats()).toMatchObject({ runs: 2, achievedPerSecond: 100 })
  expect(dropped.task.stats()).toMatchObject({ runs: 1, achievedPerSecond: 50 })
})

describe('updateQuantum()', () => {
  test('takes effect at once during a sleep, and restarts the measurement', async () => {
    const { task, schedule } = spawn({ quantumMicros: 3_600_000_000 })
    await advance(1000)
    task.updateQuantum(10_000)
    await advance(100)
    expect(schedule).toHaveBeenCalledTimes(10)
    expect(task.stats()).toMatchObject({
      runs: 10,
      skippedTicks: 0,
      requestedPerSecond: 100,
      achievedPerSecond: 100,
    })
    await task.shutdown()
  })

  test.each([0, 0.5, -1, Number.NaN, 2_147_483_648_000])(
    'throws for %s and changes nothing',
    async (micros) => {
      const { task, schedule } = spawn({ quantumMicros: 10_000 })
      const error = new TypeError(
        `Expected \`quantumMicros\` to be a finite number between 1 and 2147483647000, got ${micros} (number)`,
      )
      expect(() => task.updateQuantum(micros)).toThrow(error)
      expect(() => spawn({ quantumMicros: micros })).toThrow(error)
      await advance(10)
      expect(schedule).toHaveBeenCalledTimes(1)
      await task.shutdown()
    },
  )
})

describe('pause() and resume()', () => {
  test('stop the runs without a timer, and the pause does not count', async () => {
    const { task, schedule } = spawn({ quantumMicros: 10_000 })
    await advance(20)
    task.pause()
    task.pause()
    expect(vi.getTimerCount()).toBe(0)
    await advance(1000)
    expect(schedule).toHaveBeenCalledTimes(2)
    task.resume()
    task.resume()
    await advance(20)
    expect(schedule).toHaveBeenCalledTimes(4)
    expect(task.stats()).toMatchObject({ skippedTicks: 0, achievedPerSecond: 100 })
    await task.shutdown()
  })

  test('a paused scheduler shuts down at once', async () => {
    const { task } = spawn({ quantumMicros: 10_000 })
    task.pause()
    expect(await stateOf(task.shutdown())).toBe('fulfilled')
  })

  test('an update while paused keeps it paused, and its measurement at rest', async () => {
    const { task, schedule } = spawn({ quantumMicros: 10_000 })
    task.pause()
    task.updateQuantum(1000)
    await advance(100)
    expect(schedule).not.toHaveBeenCalled()
    task.resume()
    await advance(10)
    expect(task.stats()).toMatchObject({ runs: 10, achievedPerSecond: 1000 })
    await task.shutdown()
  })
})

describe('trigger()', () => {
  test('runs at once, also when paused, and moves no other run', async () => {
    const { task, schedule } = spawn({ quantumMicros: 10_000 })
    await advance(4)
    task.trigger()
    await advance(0)
    expect(schedule).toHaveBeenCalledTimes(1)
    await advance(6)
    expect(schedule).toHaveBeenCalledTimes(2)
    task.pause()
    task.trigger()
    await advance(100)
    expect(schedule).toHaveBeenCalledTimes(3)
    await task.shutdown()
  })

  test('during a run is one run after it, never beside it', async () => {
    const gate = createGate()
    const { task, schedule } = spawn({ quantumMicros: 1_000_000 })
    schedule.mockReturnValueOnce(gate.promise)
    await advance(1000)
    task.trigger()
    task.trigger()
    await advance(10)
    expect(schedule).toHaveBeenCalledTimes(1)
    gate.open()
    await advance(10)
    expect(schedule).toHaveBeenCalledTimes(2)
    await advance(900)
    expect(schedule).toHaveBeenCalledTimes(2)
    await task.shutdown()
  })

  test('and a shutdown in the same turn start nothing', async () => {
    const { task, schedule } = spawn({ quantumMicros: 1_000_000 })
    task.trigger()
    expect(await stateOf(task.shutdown())).toBe('fulfilled')
    await advance(2000)
    expect(schedule).not.toHaveBeenCalled()
    expect(task.stats().runs).toBe(0)
  })
})

describe.each(['updateQuantum', 'pause', 'resume', 'trigger'] as const)('%s()', (command) => {
  const error = new Error(
    `Expected a running scheduler for \`${command}()\`, got one that has stopped: spawn a new one`,
  )

  test('throws after a shutdown, a drop, and while stopping', async () => {
    const shut = spawn({ quantumMicros: 1_000_000 })
    const dropped = spawn({ quantumMicros: 1_000_000 })
    const shutdown = shut.task.shutdown()
    dropped.task[Symbol.dispose]()
    expect(() => shut.task[command](1000)).toThrow(error)
    await shutdown
    expect(() => shut.task[command](1000)).toThrow(error)
    expect(() => dropped.task[command](1000)).toThrow(error)
    expect(await stateOf(shut.task.shutdown())).toBe('fulfilled')
    await advance(5000)
    expect(shut.schedule).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('throws when schedule is no function', () => {
  // @ts-expect-error schedule is a function
  expect(() => SchedulerTask.spawn({ schedule: 7 })).toThrow(
    new TypeError('Expected `schedule` to be a function, got 7 (number)'),
  )
  expect(vi.getTimerCount()).toBe(0)
})
