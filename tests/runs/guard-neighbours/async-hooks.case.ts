import { AsyncLocalStorage, createHook } from 'node:async_hooks'
import { afterAll, expect, test } from 'vitest'
import { idle } from './idle.ts'

const seen = new Set<string>()
const hook = createHook({
  init: (_asyncId, type) => void seen.add(type),
  before: () => {},
  after: () => {},
  destroy: () => {},
}).enable()
const storage = new AsyncLocalStorage<string>()

afterAll(() => {
  hook.disable()
})

test('carries a context through everything', async () => {
  const values = await storage.run('value', async () => {
    const values = [storage.getStore()]
    await Promise.resolve()
    values.push(storage.getStore())
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
    values.push(storage.getStore())
    return values
  })
  expect(values).toEqual(['value', 'value', 'value'])
  expect(seen).toContain('PROMISE')
  expect(seen).toContain('Timeout')
})

test('leaks a timeout in a context', async () => {
  await storage.run('value', async () => {
    await Promise.resolve()
    setTimeout(idle, 1001)
  })
})
