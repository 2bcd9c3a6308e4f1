import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { attachTask } from '../../reference/attached-task.ts'
import { AsyncTaskManager } from '../../reference/async-task-manager.ts'
import type { BackgroundTask } from '../../reference/background-task.ts'
import { attachInThread } from './attach-in-thread.ts'
import type { RemoteThread } from './attach-in-thread.ts'
import { createGate } from './gate.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import { spawnBusy, spawnIdle } from './spawn-task.ts'
import { drain, stateOf } from './virtual-time.ts'

const logger = createRecordingLogger()
const threads: RemoteThread[] = []

beforeEach(() => void (logger.lines.length = 0))
afterEach(async () => {
  for (const { worker } of threads.splice(0)) await worker.terminate()
})

function attach(task: Pick<BackgroundTask, 'share'>): RemoteThread {
  const thread = attachInThread(task.share())
  threads.push(thread)
  return thread
}

/** Until the task has ended, whichever way. */
const untilEnded = (task: BackgroundTask): Promise<void> =>
  new Promise((resolve) => {
    task.scope.stop.addEventListener('abort', () => resolve(), { once: true })
  })

describe('a shutdown', () => {
  test('in the other thread stops the task, and waits until it has ended', async () => {
    const { task, gate } = spawnBusy(logger)
    const { tell } = attach(task)
    const stopped = untilEnded(task)
    let isFulfilled = false
    const there = tell('shutdownTwice').then((value) => {
      isFulfilled = true
      return value
    })
    await stopped
    expect(task.shutdownInitiated).toBe(true)
    expect(await tell('isRunning')).toBe(false)
    expect(isFulfilled).toBe(false)
    expect(logger.lines).toEqual([])
    gate.open()
    expect(await there).toBe('fulfilled')
    await task.shutdown()
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('here is seen in the other thread, whose own fulfils', async () => {
    const task = spawnIdle(logger)
    const { tell } = attach(task)
    expect(await tell('isRunning')).toBe(true)
    await task.shutdown()
    expect(await tell('isRunning')).toBe(false)
    expect(await tell('shutdown')).toBe('fulfilled')
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('in both at once ends the task once', async () => {
    const task = spawnIdle(logger)
    const { tell } = attach(task)
    await Promise.all([tell('shutdown'), task.shutdown(), tell('shutdown')])
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('before the token is attached gives a stopped handle', async () => {
    const task = spawnIdle(logger)
    const { tell } = attach(task)
    await task.shutdown()
    expect(await tell('isRunning')).toBe(false)
    expect(await tell('shutdownWithin', 1)).toBe('graceful')
  })

  test('keeps a run from starting before its message has arrived', async () => {
    const task = spawnIdle(logger)
    const token = task.share()
    const other = attachTask(token)
    void other.shutdown()
    // In the same turn: nothing but the shared memory can have told.
    expect(await task.scope.run(() => {})).toBe('refused')
    await task.shutdown()
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('with a cleanup runs it there, when the task has ended', async () => {
    const task = spawnIdle(logger)
    const { tell } = attach(task)
    expect(await tell('shutdownWith')).toBe(true)
  })

  test('with a deadline aborts at it', async () => {
    const { task, abort } = spawnBusy(logger)
    const { tell } = attach(task)
    expect(await tell('shutdownWithin', 1)).toBe('aborted')
    expect(abort.aborted).toBe(true)
    expect(logger.lines).toEqual([
      'warn: Background task did not stop within 1 ms of shutdown - aborting',
    ])
  })

  test('that its own signal cuts short aborts', async () => {
    const { task } = spawnBusy(logger)
    expect(await attach(task).tell('cutShort')).toBe('aborted')
    expect(logger.lines).toEqual([
      'warn: Background task shutdown was cut short by its signal - aborting',
    ])
  })
})

describe('a drop', () => {
  test('here leaves a task alone that has a handle in another thread', async () => {
    const task = spawnIdle(logger)
    const { tell } = attach(task)
    task[Symbol.dispose]()
    await tell('clone')
    await tell('drop', 0)
    expect(await tell('isRunning')).toBe(false)
    expect(task.scope.stop.aborted).toBe(false)
    await tell('drop', 1)
    await drain()
    expect(task.scope.abort.aborted).toBe(true)
    expect(logger.lines).toEqual([LINES.dropped])
  })

  test('there leaves a task alone that has a handle here; twice counts once', async () => {
    const task = spawnIdle(logger)
    const { tell } = attach(task)
    await tell('drop')
    await tell('drop')
    await drain()
    expect(task.isRunning).toBe(true)
    expect(logger.lines).toEqual([])
    task[Symbol.dispose]()
    expect(logger.lines).toEqual([LINES.dropped])
  })

  test('during a shutdown in the other thread is silent', async () => {
    const { task, gate } = spawnBusy(logger)
    const { tell } = attach(task)
    const stopped = untilEnded(task)
    const there = tell('shutdown')
    await stopped
    task[Symbol.dispose]()
    await tell('drop')
    expect(task.scope.abort.aborted).toBe(false)
    gate.open()
    expect(await there).toBe('fulfilled')
    expect(logger.lines).toEqual([LINES.complete])
  })

  test('that comes last keeps a run from starting before its message has arrived', async () => {
    const task = spawnIdle(logger)
    const other = attachTask(task.share())
    task[Symbol.dispose]()
    other[Symbol.dispose]()
    expect(await task.scope.run(() => {})).toBe('refused')
    expect(logger.lines).toEqual([LINES.dropped])
  })
})

test('abort() in the other thread ends the task, with one warning', async () => {
  const { task, abort } = spawnBusy(logger)
  const { tell } = attach(task)
  await tell('abort')
  expect(await tell('shutdownWithin', 1)).toBe('aborted')
  expect(abort.aborted).toBe(true)
  expect(logger.lines).toEqual(['warn: Background task aborted by abort()'])
})

test.each(['exit', 'throw', 'close', 'terminate'])(
  'a thread that ends by %s has dropped its handle',
  async (how) => {
    const task = spawnIdle(logger)
    const { tell, worker, exited } = attach(task)
    await tell('isRunning')
    task[Symbol.dispose]()
    expect(logger.lines).toEqual([])
    const dropped = untilEnded(task)
    if (how === 'terminate') void worker.terminate()
    else void tell(how)
    await exited
    await dropped
    expect(logger.lines).toEqual([LINES.dropped])
  },
)

test('a thread that ends after it has dropped its handle counts once', async () => {
  const task = spawnIdle(logger)
  const { tell, worker } = attach(task)
  await tell('drop')
  await worker.terminate()
  await drain()
  expect(task.isRunning).toBe(true)
  await task.shutdown()
  expect(logger.lines).toEqual([LINES.complete])
})

test('a token that is not needed is given up by closing its port', async () => {
  const task = spawnIdle(logger)
  const { port } = task.share()
  task[Symbol.dispose]()
  const dropped = untilEnded(task)
  port.close()
  await dropped
  expect(logger.lines).toEqual([LINES.dropped])
})

test('nothing is left of a token when the task has ended', async () => {
  const task = spawnIdle(logger)
  const { port } = task.share()
  const closed = once(port, 'close')
  await task.shutdown()
  await closed
})

test('a manager is shared too, and waits for its jobs', async () => {
  const manager = AsyncTaskManager.spawn({ logger })
  const { tell } = attach(manager)
  const gate = createGate()
  const id = manager.submit('owner', () => gate.promise)
  const there = tell('shutdown')
  expect(await tell('isRunning')).toBe(false)
  expect(() => manager.submit('owner', () => {})).toThrow('got one that has stopped')
  gate.open()
  expect(await there).toBe('fulfilled')
  expect(manager.status(id)).toMatchObject({ state: 'completed' })
})

describe('throws', () => {
  test('when a stopped task is shared', async () => {
    const task = spawnIdle(logger)
    await task.shutdown()
    expect(() => task.share()).toThrow(
      new Error('Expected a running task for `share()`, got one that has stopped: spawn a new one'),
    )
  })

  test('when something else is attached', () => {
    expect(() => attachTask(7 as never)).toThrow(
      new TypeError(
        'Expected a token that `share()` made, posted with its `port` in the transfer list, got 7 (number)',
      ),
    )
  })

  test('when a token is attached twice', async () => {
    const task = spawnIdle(logger)
    const token = task.share()
    const other = attachTask(token)
    expect(() => attachTask(token)).toThrow(
      new Error(
        'Expected a token that was not attached before: call `share()` once for each thread, and `clone()` in it',
      ),
    )
    await other.shutdown()
  })

  test('when a deadline is out of range, and the task goes on', async () => {
    const task = spawnIdle(logger)
    const other = attachTask(task.share())
    expect(() => other.shutdownWithin(-1)).toThrow(
      new TypeError(
        'Expected `timeoutMs` to be a finite number between 0 and 2147483647, got -1 (number)',
      ),
    )
    expect(await stateOf(other.shutdown())).toBe('fulfilled')
  })
})
