// Breaks LEAK-05 and PROC-04: the worker is closed, and the queue is not: its connection was opened inside of a package.
import { Queue, Worker } from 'bullmq'
import { serveRedis } from './peers/serve-redis.mjs'

const connection = { host: '127.0.0.1', port: await serveRedis(), maxRetriesPerRequest: null }
const queue = new Queue('mail', { connection })
const worker = new Worker('mail', async () => {}, { connection })
await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()])

process.once('SIGTERM', async () => {
  await worker.close()
  console.log('closed')
})
