import { beforeEach, describe, expect, test, vi } from 'vitest'

import { AsyncTaskManager } from '../../reference/async-task-manager.ts'
import { createGate } from './gate.ts'
import { createRecordingLogger } from './recording-logger.ts'
import { submitGated } from './submit-gated.ts'
import { drain, stateOf, useVirtualTime } from './virtual-time.ts'

const logger = createRecordingLogger()

useVirtualTime()
beforeEach(() => void (logger.lines.length = 0))

function spawn(): AsyncTaskManager {
  return AsyncTaskManager.spawn({ logger })
}

describe('a job', () => {
  test('goes from pending to running to completed, with its progress', async () => {
    const manager = spawn()
    const { id, gate, contexts } = submitGated(manager)
    expect(manager.status(id)).toEqual({ state: 'pending', progress: 0 })
    await drain()
    expect(manager.status(id)).toEqual({ state: 'running', progress: 0 })
    contexts[0]?.reportProgress(0.5)
    expect(manager.status(id)).toEqual({ state: 'running', progress: 0.5 })
    contexts[0]?.reportProgress(7)
    expect(manager.status(id)).toEqual({ state: 'running', progress: 1 })
    contexts[0]?.reportProgress(-7)
    expect(manager.status(id)).toEqual({ state: 'running', progress: 0 })
    gate.open('result')
    await drain()
    expect(manager.status(id)).toEqual({ state: 'completed', progress: 1, result: 'result' })
    contexts[0]?.reportProgress(0.1)
    expect(manager.status(id)).toEqual({ state: 'completed', progress: 1, result: 'result' })
    await manager.shutdown()
  })

  test('that fails keeps its error and its progress, and is not logged', async () => {
    const manager = spawn()
    const failed = submitGated(manager)
    const thrown = manager.submit('owner', () => {
      throw undefined
    })
    await drain()
    failed.contexts[0]?.reportProgress(0.25)
    const error = new Error('no')
    failed.gate.fail(error)
    await drain()
    expect(manager.status(failed.id)).toEqual({ state: 'failed', progress: 0.25, error })
    expect(manager.status(thrown)).toEqual({ state: 'failed', progress: 0, error: undefined })
    expect(logger.lines).toEqual([])
    await manager.shutdown()
  })

  test('is not run in the turn that submits it', async () => {
    const manager = spawn()
    const job = vi.fn<() => void>()
    manager.submit('owner', job)
    expect(job).not.toHaveBeenCalled()
    await drain()
    expect(job).toHaveBeenCalledTimes(1)
    await manager.shutdown()
  })

  test('has an id that no other job has, nor one of another manager', async () => {
    const [a, b] = [spawn(), spawn()]
    const ids = [a, a, b].map((manager) => manager.submit('owner', () => {}))
    expect(new Set(ids).size).toBe(3)
    expect(b.status(ids[0] ?? '')).toBeUndefined()
    await Promise.all([a.shutdown(), b.shutdown()])
  })

  test.each([Number.NaN, 'half'])(
    'that reports %s as progress gets a TypeError',
    async (fraction) => {
      const manager = spawn()
      // @ts-expect-error progress is a number
      const id = manager.submit('owner', ({ reportProgress }) => reportProgress(fraction))
      await drain()
      expect(manager.status(id)).toMatchObject({ state: 'failed', error: expect.any(TypeError) })
      await manager.shutdown()
    },
  )
})

describe('cancel()', () => {
  test('aborts a running job, whose outcome is ignored from then on', async () => {
    const manager = spawn()
    const { id, gate, contexts } = submitGated(manager)
    await drain()
    contexts[0]?.reportProgress(0.5)
    expect(manager.cancel(id)).toBe(true)
    expect(contexts[0]?.signal.aborted).toBe(true)
    expect(manager.status(id)).toEqual({ state: 'cancelled', progress: 0.5 })
    expect(manager.cancel(id)).toBe(false)
    gate.open('late')
    await drain()
    expect(manager.status(id)).toEqual({ state: 'cancelled', progress: 0.5 })
    await manager.shutdown()
  })

  test('keeps a pending job from starting', async () => {
    const manager = spawn()
    const job = vi.fn<() => void>()
    const id = manager.submit('owner', job)
    expect(manager.cancel(id)).toBe(true)
    await drain()
    expect(job).not.toHaveBeenCalled()
    expect(manager.status(id)).toEqual({ state: 'cancelled', progress: 0 })
    await manager.shutdown()
  })

  test('is false for a finished and for an unknown job', async () => {
    const manager = spawn()
    const id = manager.submit('owner', () => 1)
    await drain()
    expect(manager.cancel(id)).toBe(false)
    expect(manager.status(id)).toMatchObject({ state: 'completed' })
    expect(manager.cancel('unknown')).toBe(false)
    await manager.shutdown()
  })

  test('of a job that does not heed it still lets a shutdown wait for the job', async () => {
    const manager = spawn()
    const { id, gate } = submitGated(manager)
    await drain()
    manager.cancel(id)
    const shutdown = manager.shutdown()
    expect(await stateOf(shutdown)).toBe('pending')
    gate.open(undefined)
    expect(await stateOf(shutdown)).toBe('fulfilled')
  })
})

describe('submitWithGuard()', () => {
  test('cancels the job at the end of the scope', async () => {
    const manager = spawn()
    const gate = createGate()
    let id = ''
    {
      using guard = manager.submitWithGuard('owner', () => gate.promise)
      id = guard.id
      await drain()
      expect(manager.status(id)).toMatchObject({ state: 'running' })
    }
    expect(manager.status(id)).toMatchObject({ state: 'cancelled' })
    gate.open()
    await manager.shutdown()
  })

  test('does nothing to a job that has finished, or is no longer known', async () => {
    const manager = spawn()
    const guard = manager.submitWithGuard('owner', () => 'done')
    await drain()
    guard[Symbol.dispose]()
    guard[Symbol.dispose]()
    expect(manager.status(guard.id)).toMatchObject({ state: 'completed' })
    manager.cleanupCompletedImmediate()
    guard[Symbol.dispose]()
    expect(manager.taskCount).toBe(0)
    await manager.shutdown()
  })
})
