// @case {"leaks":[{"test":"keeps the connection","kind":"socket"}],"note":"an own keep-alive agent: the response was read, its idle socket stays"}
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok'

async function ask(agent: Agent): Promise<void> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', () => socket.write(ANSWER))
  })
  server.listen(0, '127.0.0.1')
  const port = await portOf(server)
  const asking = get({ agent, port, host: '127.0.0.1' }) // <- leak
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'close')
  server.close()
}

test('destroys its agent', async () => {
  const agent = new Agent({ keepAlive: true })
  await ask(agent)
  agent.destroy()
  expect(Object.keys(agent.sockets)).toHaveLength(0)
})

test('keeps the connection', async () => {
  const agent = new Agent({ keepAlive: true })
  await ask(agent)
  expect(agent.maxFreeSockets).toBeGreaterThan(0)
})
