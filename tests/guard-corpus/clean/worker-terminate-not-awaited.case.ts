// @case {"note":"terminate() without waiting"}
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

test('is told to end', async () => {
  const worker = new Worker('setInterval(() => {}, 1000)', { eval: true })
  await once(worker, 'online')
  void worker.terminate()
  expect(worker).toBeDefined()
})

test('neighbour', () => {
  expect(1).toBe(1)
})
