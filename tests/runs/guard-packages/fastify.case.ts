import cors from '@fastify/cors'
import Fastify, { type FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'

async function build(): Promise<FastifyInstance> {
  const app = Fastify()
  await app.register(cors)
  app.get('/', () => ({ isUp: true }))
  return app
}

test('is asked without a server, and closed', async () => {
  const app = await build()
  expect((await app.inject('/')).json()).toEqual({ isUp: true })
  await app.close()
})

test('is asked without a server, and not closed', async () => {
  const app = await build()
  expect((await app.inject('/')).statusCode).toBe(200)
})

test('listens, and is closed', async () => {
  const app = await build()
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  expect(await (await fetch(url)).json()).toEqual({ isUp: true })
  await app.close()
})

test('leaks a server', async () => {
  const app = await build()
  await app.listen({ host: '127.0.0.1', port: 0 })
})
