import { test } from 'vitest'
import { idle } from './idle.ts'

// As polyfills do: their own function in the place of a global one, for good.
const native = globalThis.setTimeout
const schedule = (callback: () => void, delayMs?: number): unknown => native(callback, delayMs)
globalThis.setTimeout = schedule as typeof setTimeout
globalThis.queueMicrotask = (job) => void Promise.resolve().then(job)

test('is clean', async () => {
  await new Promise((resolve) => {
    setTimeout(() => resolve(undefined), 5)
  })
})

test('leaks a timeout', () => {
  setTimeout(idle, 1001)
})
