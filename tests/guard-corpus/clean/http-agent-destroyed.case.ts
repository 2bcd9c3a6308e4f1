// @case {"note":"an own agent that is destroyed, one that keeps nothing alive"}
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

async function ask(agent: Agent): Promise<number | undefined> {
  const asking = get({ agent, port: await portOf(server), host: '127.0.0.1' })
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'close')
  return response.statusCode
}

test('destroys its agent', async () => {
  const agent = new Agent({ keepAlive: true })
  expect(await ask(agent)).toBe(200)
  agent.destroy()
})

test('closes after each request', async () => {
  expect(await ask(new Agent({ keepAlive: false }))).toBe(200)
})
