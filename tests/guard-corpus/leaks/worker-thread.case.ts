// @case {"leaks":[{"test":"starts a worker","kind":"worker"}],"note":"a worker thread that listens for ever"}
// oxlint-disable unicorn/require-post-message-target-origin -- a channel has no origin
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

const ECHO =
  "const { parentPort } = require('node:worker_threads'); parentPort.on('message', (m) => parentPort.postMessage(m))"

test('starts a worker', async () => {
  const worker = new Worker(ECHO, { eval: true }) // <- leak
  worker.postMessage('hi')
  expect(await once(worker, 'message')).toEqual(['hi'])
})

test('starts a worker and ends it', async () => {
  const worker = new Worker(ECHO, { eval: true })
  await once(worker, 'online')
  await worker.terminate()
  expect(worker.threadId).toBe(-1)
})
