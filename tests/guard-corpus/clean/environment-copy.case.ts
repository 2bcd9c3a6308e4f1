// @case {"note":"replacing globals by hand, as polyfills do, and putting them back"}
import { afterEach, expect, test } from 'vitest'

const { setTimeout: realSetTimeout, queueMicrotask: realQueue } = globalThis

afterEach(() => {
  globalThis.setTimeout = realSetTimeout
  globalThis.queueMicrotask = realQueue
})

test('replaces setTimeout', () => {
  const calls: number[] = []
  const fake = (_work: () => void, ms?: number): number => calls.push(ms ?? 0)
  globalThis.setTimeout = fake as unknown as typeof setTimeout
  setTimeout(() => {}, 60_000)
  expect(calls).toEqual([60_000])
})

test('wraps setTimeout', () => {
  const wrapped = (work: () => void, ms?: number): NodeJS.Timeout => realSetTimeout(work, ms)
  globalThis.setTimeout = wrapped as unknown as typeof setTimeout
  clearTimeout(setTimeout(() => {}, 60_000))
  expect(globalThis.setTimeout).toBe(wrapped)
})
