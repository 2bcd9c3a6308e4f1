// @case {"note":"custom AsyncResources, an AsyncLocalStorage, an async hook of the user's own"}
import { AsyncLocalStorage, AsyncResource, createHook } from 'node:async_hooks'
import { EventEmitterAsyncResource } from 'node:events'
import { expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

const kept: unknown[] = []

test('custom resources', () => {
  kept.push(new AsyncResource('Query'), new EventEmitterAsyncResource({ name: 'Timeout' }))
  kept.push(
    new AsyncResource('TCPSERVERWRAP'),
    AsyncResource.bind(() => {}),
  )
  expect(kept).toHaveLength(4)
})

test('a storage', async () => {
  const storage = new AsyncLocalStorage<number>()
  expect(await storage.run(7, async () => (await pause(1), storage.getStore()))).toBe(7)
  storage.disable()
})

test('a hook', async () => {
  let count = 0
  const hook = createHook({ init: () => count++ }).enable()
  await pause(1)
  hook.disable()
  expect(count).toBeGreaterThan(0)
})
