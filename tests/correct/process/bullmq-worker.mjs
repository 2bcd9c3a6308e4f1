// A worker of bullmq and its queue, both closed; a signal during the start waits for it.
import { Queue, Worker } from 'bullmq'
import { serveRedis } from '../../broken/process/peers/serve-redis.mjs'

process.once('SIGTERM', async () => {
  const { queue, worker } = await started
  await worker.close()
  await queue.close()
  console.log('closed')
})

async function start() {
  const connection = { host: '127.0.0.1', port: await serveRedis(), maxRetriesPerRequest: null }
  const queue = new Queue('mail', { connection })
  const worker = new Worker('mail', async () => {}, { connection })
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()])
  return { queue, worker }
}

const started = start()
