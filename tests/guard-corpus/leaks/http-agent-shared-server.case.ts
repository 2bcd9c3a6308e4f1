// @case {"leaks":[{"test":"keeps the connection","kind":"socket"}],"debatable":true,"note":"the same against a server of beforeAll: its close() in afterAll closes the idle socket too, so quiet is right as well"}
import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

const server = createServer((_request, response) => response.end('ok'))

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await portOf(server)
})

afterAll(() => {
  server.close()
})

test('keeps the connection', async () => {
  const agent = new Agent({ keepAlive: true })
  const asking = get({ agent, port: await portOf(server), host: '127.0.0.1' }) // <- leak
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'close')
  expect(response.statusCode).toBe(200)
})
