import { describe, expect, test, vi } from 'vitest'

import { BackgroundTask } from '../../reference/background-task.ts'
import type { TaskLoop, TaskScope } from '../../reference/task-scope.ts'
import { untilStopped } from './until-stopped.ts'
import { createGate } from './gate.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { advance, drain, stateOf, useVirtualTime } from './virtual-time.ts'

useVirtualTime()

test('spawn() starts the loop in the same turn', async () => {
  const loop = vi.fn<TaskLoop>(untilStopped)
  const task = BackgroundTask.spawn(loop, { logger: createRecordingLogger() })
  expect(loop).toHaveBeenCalledExactlyOnceWith(task.scope)
  expect(task.isRunning).toBe(true)
  expect(task.shutdownInitiated).toBe(false)
  await task.shutdown()
  expect(task.isRunning).toBe(false)
  expect(task.shutdownInitiated).toBe(true)
})

test('spawn() throws when the loop is no function', () => {
  // @ts-expect-error a loop is a function
  expect(() => BackgroundTask.spawn('loop')).toThrow(
    new TypeError("Expected `loop` to be a function, got 'loop' (string)"),
  )
})

test('the lines open with the name and go to the console of the moment', async () => {
  const task = BackgroundTask.spawn(untilStopped, { name: 'Sweeper' })
  const info = vi.spyOn(console, 'info').mockImplementation(() => {})
  await task.shutdown()
  expect(info.mock.calls).toEqual([['Sweeper shutdown complete']])
  info.mockRestore()
})

test('a drop is not a shutdown', () => {
  const task = BackgroundTask.spawn(untilStopped, { logger: createRecordingLogger() })
  task[Symbol.dispose]()
  expect(task.shutdownInitiated).toBe(false)
  expect(task.isRunning).toBe(false)
})

test('a drop inside the work aborts it', async () => {
  const logger = createRecordingLogger()
  const aborted: boolean[] = []
  const task = BackgroundTask.spawn(
    async ({ run }) => {
      await Promise.resolve()
      await run((abort) => {
        task[Symbol.dispose]()
        aborted.push(abort.aborted)
      })
    },
    { logger },
  )
  await drain()
  expect(aborted).toEqual([true])
  expect(logger.lines).toEqual([LINES.dropped])
})

test('a stop signal that lands between the sleep and the run starts nothing', async () => {
  const work = vi.fn<() => void>()
  const slept = createGate()
  const task = BackgroundTask.spawn(
    async ({ run }) => {
      await slept.promise
      expect(await run(work)).toBe('refused')
    },
    { logger: createRecordingLogger() },
  )
  slept.open()
  expect(await stateOf(task.shutdown())).toBe('fulfilled')
  expect(work).not.toHaveBeenCalled()
})

test('scope.run() tells how the run went', async () => {
  const results: string[] = []
  const task = BackgroundTask.spawn(
    async (scope) => {
      results.push(await scope.run(() => {}))
      results.push(await scope.run(() => Promise.reject(new Error('no'))))
      await untilStopped(scope)
      results.push(await scope.run(() => {}))
    },
    { logger: createRecordingLogger() },
  )
  await drain()
  await task.shutdown()
  expect(results).toEqual(['done', 'failed', 'refused'])
})

test('scope.enter() fulfils and rejects as the work does, and a shutdown inside it fulfils', async () => {
  const gate = createGate()
  const task = BackgroundTask.spawn(() => gate.promise, { logger: createRecordingLogger() })
  expect(await task.scope.enter(() => 42)).toBe(42)
  const failure = new Error('job')
  await expect(task.scope.enter(() => Promise.reject(failure))).rejects.toBe(failure)
  expect(await stateOf(task.scope.enter(() => task.shutdown()))).toBe('fulfilled')
  expect(await stateOf(task.shutdown())).toBe('pending')
  gate.open()
  expect(await stateOf(task.shutdown())).toBe('fulfilled')
})

describe('a loop that dies', () => {
  const failure = new Error('bug')
  const deaths: [string, TaskLoop, string, unknown[]][] = [
    ['rejects', () => Promise.reject(failure), 'error: Background task died', [failure]],
    [
      'throws',
      () => {
        throw failure
      },
      'error: Background task died',
      [failure],
    ],
    [
      'returns',
      () => Promise.resolve(),
      'error: Background task ended without being told to stop',
      [undefined],
    ],
  ]

  test.each(deaths)(
    'and %s is reported, not as a clean shutdown',
    async (_, loop, line, causes) => {
      const logger = createRecordingLogger()
      let scope: TaskScope | undefined
      const task = BackgroundTask.spawn((given) => loop((scope = given)), { logger })
      await drain()
      expect(logger.lines).toEqual([line])
      expect(logger.causes).toEqual(causes)
      expect(scope?.abort.aborted).toBe(true)
      expect(task.isRunning).toBe(false)

      expect(await stateOf(task.shutdown())).toBe('fulfilled')
      expect(await stateOf(task.shutdownWithin(10))).toBe('fulfilled: aborted')
      task[Symbol.dispose]()
      expect(logger.lines).toEqual([line])
      expect(vi.getTimerCount()).toBe(0)
    },
  )

  test('while it is being stopped is reported, and the shutdown fulfils', async () => {
    const logger = createRecordingLogger()
    const task = BackgroundTask.spawn(
      async (scope) => {
        await untilStopped(scope)
        throw failure
      },
      { logger },
    )
    expect(await stateOf(task.shutdownWithin(10))).toBe('fulfilled: aborted')
    expect(logger.lines).toEqual(['error: Background task died'])
    expect(vi.getTimerCount()).toBe(0)
  })
})

/** A task with three handles, a clone of a clone among them; its loop ends when the gate is open. */
function spawnThree() {
  const logger = createRecordingLogger()
  const gate = createGate()
  const loop = vi.fn<TaskLoop>(async (scope) => {
    await untilStopped(scope)
    await gate.promise
  })
  const a = BackgroundTask.spawn(loop, { logger })
  const b = a.clone()
  const c = b.clone()
  return { handles: [a, b, c], a, b, c, loop, logger, gate }
}

describe('clone()', () => {
  test.each([0, 1, 2])('a shutdown of handle %i stops all, which all wait for', async (which) => {
    const { gate, logger, loop, handles } = spawnThree()
    expect(loop).toHaveBeenCalledTimes(1)
    const shutdown = handles[which]?.shutdown() ?? Promise.reject(new Error('no such handle'))
    for (const handle of handles) {
      expect(handle.shutdown()).toBe(shutdown)
      expect(handle.shutdownInitiated).toBe(true)
      handle[Symbol.dispose]()
    }
    expect(await stateOf(shutdown)).toBe('pending')
    gate.open()
    expect(await stateOf(shutdown)).toBe('fulfilled')
    expect(logger.lines).toEqual([LINES.complete])
  })

  test.each([
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
    [1, 2, 0],
  ])('drops in the order %i, %i, %i abort with the last', (...order) => {
    const { logger, handles } = spawnThree()
    const [first, second, last] = order.map((which) => handles[which])
    first?.[Symbol.dispose]()
    first?.[Symbol.dispose]()
    second?.[Symbol.dispose]()
    second?.[Symbol.dispose]()
    expect(logger.lines).toEqual([])
    expect(last?.isRunning).toBe(true)
    expect(first?.isRunning).toBe(false)
    last?.[Symbol.dispose]()
    last?.[Symbol.dispose]()
    expect(logger.lines).toEqual([LINES.dropped])
    expect(last?.scope.abort.aborted).toBe(true)
  })

  test('of a dropped handle gives a handle that does not count', () => {
    const { a, b, c, logger } = spawnThree()
    a[Symbol.dispose]()
    const late = a.clone()
    expect(late.isRunning).toBe(false)
    b[Symbol.dispose]()
    c[Symbol.dispose]()
    expect(logger.lines).toEqual([LINES.dropped])
    late[Symbol.dispose]()
    expect(logger.lines).toEqual([LINES.dropped])
  })

  test('a shutdown through a dropped handle still stops the task', async () => {
    const { a, gate, b } = spawnThree()
    a[Symbol.dispose]()
    const shutdown = a.shutdown()
    expect(b.isRunning).toBe(false)
    gate.open()
    expect(await stateOf(shutdown)).toBe('fulfilled')
  })

  test('after a shutdown gives a stopped handle, and no second loop', async () => {
    const { a, gate, loop, logger } = spawnThree()
    gate.open()
    await a.shutdown()
    const late = a.clone()
    expect(late.isRunning).toBe(false)
    expect(late.shutdown()).toBe(a.shutdown())
    late[Symbol.dispose]()
    await advance(10_000)
    expect(loop).toHaveBeenCalledTimes(1)
    expect(logger.lines).toEqual([LINES.complete])
  })
})
