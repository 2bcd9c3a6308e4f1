import { beforeEach, describe, expect, test, vi } from 'vitest'

import { AsyncTaskManager } from '../../reference/async-task-manager.ts'
import type { AsyncTaskManagerOptions } from '../../reference/async-task-manager.ts'
import { createGate } from './gate.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { submitGated } from './submit-gated.ts'
import { advance, drain, stateOf, useVirtualTime } from './virtual-time.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const logger = createRecordingLogger()

useVirtualTime()
beforeEach(() => void (logger.lines.length = 0))

function spawn(options: AsyncTaskManagerOptions = {}): AsyncTaskManager {
  return AsyncTaskManager.spawn({ logger, ...options })
}

describe('the sweep', () => {
  test('forgets what finished an hour ago, every five minutes', async () => {
    const manager = spawn()
    await advance(1)
    const id = manager.submit('owner', () => 1)
    await advance(HOUR_MS - 2)
    expect(manager.taskCount).toBe(1)
    await advance(5 * MINUTE_MS)
    expect(manager.status(id)).toMatchObject({ state: 'completed' })
    await advance(1)
    expect(manager.status(id)).toBeUndefined()
    await manager.shutdown()
  })

  test('takes its time from the options, and a job counts from its end', async () => {
    const manager = spawn({ ttlMs: 100, sweepIntervalMs: 10 })
    const { id, gate } = submitGated(manager)
    await advance(1000)
    expect(manager.status(id)).toMatchObject({ state: 'running' })
    gate.open(1)
    await advance(90)
    expect(manager.status(id)).toMatchObject({ state: 'completed' })
    await advance(10)
    expect(manager.status(id)).toBeUndefined()
    await manager.shutdown()
  })

  test('comes before onSweep, whose failure it survives', async () => {
    const seen: number[] = []
    const manager = spawn({
      ttlMs: 0,
      sweepIntervalMs: 10,
      onSweep: () => {
        seen.push(manager.taskCount)
        throw new Error('no')
      },
    })
    manager.submit('owner', () => 1)
    await advance(20)
    expect(seen).toEqual([0, 0])
    await manager.shutdown()
    expect(logger.lines).toEqual([LINES.failed, LINES.failed, LINES.complete])
  })

  test('ends with a shutdown', async () => {
    const manager = spawn({ ttlMs: 100, sweepIntervalMs: 10 })
    const id = manager.submit('owner', () => 1)
    await drain()
    await manager.shutdown()
    await advance(HOUR_MS)
    expect(manager.status(id)).toMatchObject({ state: 'completed' })
    expect(manager.cleanupCompleted()).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('cleanupCompleted() forgets by age, cleanupCompletedImmediate() all that finished', async () => {
  const manager = spawn({ ttlMs: 100 })
  const running = submitGated(manager)
  const cancelled = submitGated(manager)
  manager.submit('owner', () => 1)
  manager.submit('owner', () => Promise.reject(new Error('no')))
  manager.cancel(cancelled.id)
  await advance(99)
  expect(manager.cleanupCompleted()).toBe(0)
  await advance(1)
  manager.submit('owner', () => 2)
  await drain()
  expect(manager.cleanupCompleted()).toBe(3)
  expect(manager.taskCount).toBe(2)
  expect(manager.cleanupCompletedImmediate()).toBe(1)
  expect(manager.status(running.id)).toMatchObject({ state: 'running' })
  running.gate.open(1)
  await manager.shutdown()
})

test('cleanupOwner() cancels and forgets the jobs of one owner only', async () => {
  const manager = spawn()
  const mine = submitGated(manager, 'me')
  const other = submitGated(manager, 'you')
  manager.submit('me', () => 1)
  await drain()
  expect(manager.hasTasks('me')).toBe(true)
  expect(manager.cleanupOwner('me')).toBe(2)
  expect(mine.contexts[0]?.signal.aborted).toBe(true)
  expect(other.contexts[0]?.signal.aborted).toBe(false)
  expect(manager.hasTasks('me')).toBe(false)
  expect(manager.hasTasks('you')).toBe(true)
  expect(manager.cleanupOwner('me')).toBe(0)

  const shutdown = manager.shutdown()
  other.gate.open(1)
  expect(await stateOf(shutdown)).toBe('pending')
  mine.gate.open(1)
  expect(await stateOf(shutdown)).toBe('fulfilled')
  expect(manager.taskCount).toBe(1)
})

describe('stopping', () => {
  test('a shutdown runs what was submitted before, waits for it, and takes no more', async () => {
    const manager = spawn()
    const { id, gate } = submitGated(manager)
    const shutdown = manager.shutdown()
    const error = new Error(
      'Expected a running manager for `submit()`, got one that has stopped: spawn a new one',
    )
    expect(() => manager.submit('owner', () => {})).toThrow(error)
    expect(() => manager.submitWithGuard('owner', () => {})).toThrow(error)
    expect(await stateOf(shutdown)).toBe('pending')
    expect(logger.lines).toEqual([])
    gate.open('done')
    expect(await stateOf(shutdown)).toBe('fulfilled')
    expect(manager.status(id)).toEqual({ state: 'completed', progress: 1, result: 'done' })
    expect(() => manager.submit('owner', () => {})).toThrow(error)
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('a drop cancels running and pending jobs before it returns', async () => {
    const manager = spawn()
    const running = submitGated(manager)
    await drain()
    const pending = submitGated(manager)
    manager[Symbol.dispose]()
    expect(running.contexts[0]?.signal.aborted).toBe(true)
    expect(manager.status(running.id)).toMatchObject({ state: 'cancelled' })
    await drain()
    expect(pending.contexts).toEqual([])
    expect(manager.status(pending.id)).toMatchObject({ state: 'cancelled' })
    expect(() => manager.submit('owner', () => {})).toThrow('one that has stopped')
    expect(await stateOf(manager.shutdown())).toBe('fulfilled')
    expect(logger.lines).toEqual([LINES.dropped])
  })

  test('shutdownWithin() cancels a job that takes too long', async () => {
    const manager = spawn()
    const { id, contexts } = submitGated(manager)
    const outcome = manager.shutdownWithin(100)
    await advance(100)
    expect(await stateOf(outcome)).toBe('fulfilled: aborted')
    expect(contexts[0]?.signal.aborted).toBe(true)
    expect(manager.status(id)).toMatchObject({ state: 'cancelled' })
  })

  test('a shutdown awaited inside a job does not deadlock', async () => {
    const manager = spawn()
    const gate = createGate()
    const id = manager.submit('owner', async () => {
      await Promise.resolve()
      await manager.shutdown()
      await gate.promise
      return 'after'
    })
    await drain()
    const outside = manager.shutdown()
    expect(await stateOf(outside)).toBe('pending')
    gate.open()
    expect(await stateOf(outside)).toBe('fulfilled')
    expect(manager.status(id)).toMatchObject({ state: 'completed', result: 'after' })
  })
})

describe('clone()', () => {
  test('shares jobs and sweep, and counts as a handle', async () => {
    const onSweep = vi.fn<() => void>()
    const a = spawn({ onSweep, sweepIntervalMs: 10 })
    const b = a.clone()
    const { id, gate, contexts } = submitGated(a)
    expect(b.status(id)).toMatchObject({ state: 'pending' })
    await advance(10)
    expect(onSweep).toHaveBeenCalledTimes(1)

    a[Symbol.dispose]()
    a[Symbol.dispose]()
    expect(contexts[0]?.signal.aborted).toBe(false)
    expect(() => a.submit('owner', () => {})).toThrow('one that has stopped')
    await advance(10)
    expect(onSweep).toHaveBeenCalledTimes(2)

    const shutdown = b.shutdown()
    expect(a.shutdown()).toBe(shutdown)
    gate.open(1)
    expect(await stateOf(shutdown)).toBe('fulfilled')
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('after a shutdown is a stopped handle that still reads the jobs', async () => {
    const manager = spawn()
    const id = manager.submit('owner', () => 1)
    await manager.shutdown()
    const clone = manager.clone()
    expect(clone.status(id)).toMatchObject({ state: 'completed', result: 1 })
    expect(() => clone.submit('owner', () => {})).toThrow('one that has stopped')
    expect(await stateOf(clone.shutdown())).toBe('fulfilled')
    expect(vi.getTimerCount()).toBe(0)
  })
})

test.each([
  [{ ttlMs: -1 }, 'Expected `ttlMs` to be a finite number >= 0, got -1 (number)'],
  [
    { sweepIntervalMs: 0 },
    'Expected `sweepIntervalMs` to be a finite number between 1 and 2147483647, got 0 (number)',
  ],
])('spawn(%o) throws and starts nothing', (options, message) => {
  expect(() => AsyncTaskManager.spawn(options)).toThrow(new TypeError(message))
  expect(vi.getTimerCount()).toBe(0)
})

test('spawn() throws when onSweep is no function, and starts nothing', () => {
  // @ts-expect-error onSweep is a function
  expect(() => AsyncTaskManager.spawn({ onSweep: 'x' })).toThrow(
    new TypeError("Expected `onSweep` to be a function, got 'x' (string)"),
  )
  expect(vi.getTimerCount()).toBe(0)
})

test('submit() throws when the job is no function', async () => {
  const manager = spawn()
  // @ts-expect-error a job is a function
  expect(() => manager.submit('owner', {})).toThrow(
    new TypeError('Expected `job` to be a function, got {} (object)'),
  )
  expect(manager.taskCount).toBe(0)
  await manager.shutdown()
})
