import { AsyncResource, createHook, executionAsyncId } from 'node:async_hooks'
import { stat } from 'node:fs'
import { called } from './called.ts'

/** What an ordinary hook sees of promises, a timer, a resource and a request. */
export async function observeOrdinarily(): Promise<string[]> {
  const events: string[] = []
  const root = new AsyncResource('Root')
  // What others do meanwhile, the test runner for one, is not told.
  const numbers = new Map([[root.asyncId(), 0]])
  const note = (event: string, asyncId: number): void => {
    const number = numbers.get(asyncId)
    const current = numbers.get(executionAsyncId()) ?? 'none'
    if (number !== undefined) events.push(`${event} ${number} in ${current}`)
  }
  const hook = createHook({
    init: (asyncId, type, triggerAsyncId) => {
      if (numbers.has(executionAsyncId()) || numbers.has(triggerAsyncId))
        numbers.set(asyncId, numbers.size)
      note(`init ${type} of ${numbers.get(triggerAsyncId) ?? 'none'}:`, asyncId)
    },
    before: (asyncId) => note('before', asyncId),
    after: (asyncId) => note('after', asyncId),
    promiseResolve: (asyncId) => note('resolve', asyncId),
  }).enable()
  try {
    await root.runInAsyncScope(async () => {
      await Promise.resolve()
      await called((callback) => setTimeout(callback, 0))
      new AsyncResource('Task').runInAsyncScope(() => {})
      await called((callback) => stat('/', callback))
    })
  } finally {
    hook.disable()
  }
  return events
}
