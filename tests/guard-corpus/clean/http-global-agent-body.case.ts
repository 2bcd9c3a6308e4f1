// @case {"note":"the same with a server that is closed in the body, without waiting"}
import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('asks', async () => {
  const server = createServer((_request, response) => response.end('ok'))
  server.listen(0, '127.0.0.1')
  const asking = get({ port: await portOf(server), host: '127.0.0.1' })
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
  server.close()
  expect(response.statusCode).toBe(200)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
