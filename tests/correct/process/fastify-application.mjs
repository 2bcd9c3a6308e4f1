// Fastify with close-with-grace, which is there before the port is open.
import closeWithGrace from 'close-with-grace'
import Fastify from 'fastify'
import { setTimeout as sleep } from 'node:timers/promises'

const app = Fastify({ logger: true })
const sweeper = setInterval(() => {}, 1000)
app.get('/', async () => {
  await sleep(100)
  return { hello: 'world' }
})
app.addHook('onClose', async () => {
  clearInterval(sweeper)
})
closeWithGrace({ delay: 5000 }, async ({ err }) => {
  if (err !== undefined) app.log.error(err)
  await app.close()
})
await app.listen({ port: 0, host: '127.0.0.1' })
