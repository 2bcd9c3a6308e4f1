// @case {"note":"the global agent keeps its socket for a while; the server closes in afterAll"}
import { once } from 'node:events'
import { createServer, get, globalAgent, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

const server = createServer((_request, response) => response.end('ok'))

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await portOf(server)
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
})

test.for([1, 2, 3])('asks for the %i. time', async () => {
  const asking = get({ port: await portOf(server), host: '127.0.0.1' })
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
  expect(globalAgent.requests).toBeDefined()
})
