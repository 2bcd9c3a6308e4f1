// @case {"note":"a worker that has done its work: its end is awaited, or is only just coming"}
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

const JOB = "require('node:worker_threads').parentPort.postMessage(42)"

test('is awaited', async () => {
  const worker = new Worker(JOB, { eval: true })
  const [[answer]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')])
  expect(answer).toBe(42)
})

test('answers, and ends by itself', async () => {
  const worker = new Worker(JOB, { eval: true })
  expect(await once(worker, 'message')).toEqual([42])
})
