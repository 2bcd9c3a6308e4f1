// @case {"leaks":[{"test":"starts a worker in the background","kind":"worker"}],"note":"an unref'd worker thread"}
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

test('starts a worker in the background', async () => {
  const worker = new Worker('setInterval(() => {}, 1000)', { eval: true }) // <- leak
  await once(worker, 'online')
  worker.unref()
  expect(worker.threadId).toBeGreaterThan(0)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
