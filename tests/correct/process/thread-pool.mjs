// Threads that are told to stop by a message, and are waited for.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

const CODE = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', (job) => (job === 'stop' ? parentPort.close() : parentPort.postMessage(job * 2)))`
const threads = [new Worker(CODE, { eval: true }), new Worker(CODE, { eval: true })]
let jobs = 0
const feed = setInterval(() => threads[(jobs += 1) % 2].postMessage(jobs), 50)

process.once('SIGTERM', async () => {
  clearInterval(feed)
  const exits = threads.map((thread) => once(thread, 'exit'))
  for (const thread of threads) thread.postMessage('stop')
  await Promise.all(exits)
  console.log('all threads have ended')
})
process.on('SIGTERM', () => {})
