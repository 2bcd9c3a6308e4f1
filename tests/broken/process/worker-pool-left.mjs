// Breaks LEAK-05 and PROC-04: the work is stopped, and the threads are not.
import { Worker } from 'node:worker_threads'

const SOURCE = "require('node:worker_threads').parentPort.on('message', () => {})"
const workers = [1, 2].map(() => new Worker(SOURCE, { eval: true }))
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const timer = setInterval(() => workers.map((worker) => worker.postMessage(1)), 100)

process.once('SIGTERM', async () => {
  clearInterval(timer)
  console.log('closed')
})
