import { AsyncLocalStorage } from 'node:async_hooks'

import { expect, test, vi } from 'vitest'

import { isInsideRun, runInside } from '../../reference/run-context.ts'
import { createGate } from './gate.ts'

test('a run is known before and after an await, in a helper and in a callback', async () => {
  const task = {}
  const helper = async (): Promise<boolean> => {
    await Promise.resolve()
    return isInsideRun(task)
  }
  const seen = await runInside(task, async () => [
    isInsideRun(task),
    await helper(),
    await new Promise((resolve) => setImmediate(() => resolve(isInsideRun(task)))),
  ])
  expect(seen).toEqual([true, true, true])
  expect(isInsideRun(task)).toBe(false)
})

test('a run is none of another task, and none outside while it is in flight', async () => {
  const [task, other] = [{}, {}]
  const gate = createGate()
  const run = runInside(task, () => gate.promise)
  expect(isInsideRun(task)).toBe(false)
  await runInside(other, async () => {
    await Promise.resolve()
    expect(isInsideRun(task)).toBe(false)
    expect(isInsideRun(other)).toBe(true)
  })
  gate.open()
  await run
})

test('a run within a run is inside both, until the outer one ends', async () => {
  const [outer, inner] = [{}, {}]
  const gate = createGate()
  let innerRun: Promise<boolean> | undefined
  await runInside(outer, async () => {
    await runInside(inner, () =>
      expect([isInsideRun(outer), isInsideRun(inner)]).toEqual([true, true]),
    )
    innerRun = runInside(inner, async () => {
      await gate.promise
      return isInsideRun(outer)
    })
  })
  gate.open()
  expect(await innerRun).toBe(false)
})

test('what a run leaves behind is outside once the run has ended', async () => {
  const task = {}
  const gate = createGate()
  let left: Promise<boolean> | undefined
  await runInside(task, () => void (left = gate.promise.then(() => isInsideRun(task))))
  gate.open()
  expect(await left).toBe(false)
})

test('a run ends by failing too, and passes the failure on', async () => {
  const task = {}
  const failure = new Error('no')
  const gate = createGate()
  let left: Promise<boolean> | undefined
  const run = runInside(task, () => {
    left = gate.promise.then(() => isInsideRun(task))
    throw failure
  })
  await expect(run).rejects.toBe(failure)
  gate.open()
  expect(await left).toBe(false)
})

test('other async contexts are kept, and work after the last run', async () => {
  const other = new AsyncLocalStorage<string>()
  await other.run('mine', async () => {
    expect(await runInside({}, async () => other.getStore())).toBe('mine')
    await Promise.resolve()
    expect(other.getStore()).toBe('mine')
  })
})

test('async contexts are on until the last of several runs has ended', async () => {
  const disable = vi.spyOn(AsyncLocalStorage.prototype, 'disable')
  const task = {}
  const gate = createGate()
  const run = runInside(task, async () => {
    await gate.promise
    return isInsideRun(task)
  })
  await runInside({}, () => {})
  expect(disable).not.toHaveBeenCalled()
  gate.open()
  expect(await run).toBe(true)
  expect(disable).toHaveBeenCalledTimes(1)
  disable.mockRestore()
})
