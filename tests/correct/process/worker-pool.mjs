// A pool of threads: what they compute is awaited, then each is terminated.
import { Worker } from 'node:worker_threads'

const SOURCE = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', (n) => setTimeout(() => parentPort.postMessage(n * 2), 50))
`
const workers = [1, 2].map(() => new Worker(SOURCE, { eval: true }))
const inFlight = new Set()
const timer = setInterval(() => {
  for (const worker of workers) {
    const answered = new Promise((resolve) => worker.once('message', resolve))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(21)
    inFlight.add(answered)
    void answered.then(() => inFlight.delete(answered))
  }
}, 100)

let isStopping = false
process.on('SIGTERM', async () => {
  if (isStopping) return
  isStopping = true
  clearInterval(timer)
  await Promise.all(inFlight)
  await Promise.all(workers.map((worker) => worker.terminate()))
  console.log('closed')
})
