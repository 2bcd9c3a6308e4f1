// Breaks LEAK-05: a worker thread that is never terminated.
import { Worker } from 'node:worker_threads'

const worker = new Worker('setInterval(() => {}, 1000)', { eval: true })
const timer = setInterval(() => {}, 1000)
worker.on('error', () => {})

process.once('SIGTERM', async () => {
  clearInterval(timer)
  console.log('stopped')
})
