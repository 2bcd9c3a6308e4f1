import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MemoryQueue } from './memory-queue.ts'

let queue: MemoryQueue<string>

beforeEach(() => {
  vi.useFakeTimers()
  queue = new MemoryQueue({ visibilityMs: 1000, maxAttempts: 2 })
  return () => queue.close()
})

afterEach(() => {
  vi.useRealTimers()
})

test('gives every message to one receiver', () => {
  for (const body of ['a', 'b', 'c']) queue.send(body)
  expect(queue.receive(2).map(({ body }) => body)).toEqual(['a', 'b'])
  expect(queue.receive(2).map(({ body }) => body)).toEqual(['c'])
  expect(queue.receive(2)).toEqual([])
})

test.each([
  { waitMs: 999, ready: 0 },
  { waitMs: 1000, ready: 1 },
])('shows $ready of the messages in hand again after $waitMs ms', async ({ waitMs, ready }) => {
  queue.send('a')
  queue.receive(1)
  await vi.advanceTimersByTimeAsync(waitMs)
  expect(queue.counts.ready).toBe(ready)
})

test('does not show an acknowledged message again', async () => {
  const id = queue.send('a')
  queue.receive(1)
  expect(queue.acknowledge(id)).toBe(true)
  await vi.advanceTimersByTimeAsync(5000)
  expect(queue.counts).toEqual({ ready: 0, inFlight: 0, dead: 0 })
  expect(queue.acknowledge(id)).toBe(false)
})

test('gives up a message that has failed too often', () => {
  const id = queue.send('a')
  for (const attempts of [1, 2]) {
    expect(queue.receive(1)).toMatchObject([{ id, attempts }])
    queue.release(id)
  }
  expect(queue.dead).toMatchObject([{ id, attempts: 2 }])
})

test('leaves no timer once closed', () => {
  queue.send('a')
  queue.receive(1)
  queue.close()
  expect(vi.getTimerCount()).toBe(0)
})
