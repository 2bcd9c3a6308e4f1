// Breaks PROC-07: its deadline is shorter than its requests, and what is in flight is cut off.
import Fastify from 'fastify'
import { setTimeout as sleep } from 'node:timers/promises'

const app = Fastify()
app.get('/', async () => {
  await sleep(400)
  return { hello: 'world' }
})
process.once('SIGTERM', () => {
  void app.close()
  setImmediate(() => process.exit(0))
})
await app.listen({ port: 0, host: '127.0.0.1' })
