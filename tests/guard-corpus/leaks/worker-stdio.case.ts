// @case {"leaks":[{"test":"leaks a worker with streams","kind":"worker"}],"note":"its streams are ports of its own"}
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

const PIPED = { eval: true, stdin: true, stdout: true }

test('leaks a worker with streams', () => {
  const worker = new Worker('setInterval(() => {}, 1000)', PIPED) // <- leak
  expect(worker.stdout).toBeDefined()
})

test('ends one', async () => {
  const worker = new Worker('', PIPED)
  worker.stdout.resume()
  await new Promise((resolve) => worker.once('exit', resolve))
})
