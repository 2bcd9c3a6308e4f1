// @case {"leaks":[{"test":"runs in a request context","kind":"timer"},{"test":"runs after enterWith","kind":"timer","marks":["enter"]}],"note":"inside the user's own AsyncLocalStorage: run() and enterWith()"}
import { AsyncLocalStorage } from 'node:async_hooks'
import { expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

const requests = new AsyncLocalStorage<{ id: number }>()

test('runs in a request context', async () => {
  await requests.run({ id: 1 }, async () => {
    await pause(1)
    setInterval(() => {}, 7000) // <- leak
  })
  expect(requests.getStore()).toBeUndefined()
})

test('runs in a request context and stops', async () => {
  await requests.run({ id: 2 }, async () => {
    const timer = setInterval(() => {}, 7000)
    await pause(1)
    clearInterval(timer)
  })
  expect(requests.getStore()).toBeUndefined()
})

test('runs after enterWith', async () => {
  requests.enterWith({ id: 3 })
  await pause(1)
  setInterval(() => {}, 7000) // <- leak enter
  expect(requests.getStore()?.id).toBe(3)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
