import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'

test('enters a context, which is carried on from then on', async () => {
  const storage = new AsyncLocalStorage<string>()
  storage.enterWith('context')
  await turn()
  expect(storage.getStore()).toBe('context')
})
