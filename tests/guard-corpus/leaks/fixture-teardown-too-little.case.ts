// @case {"leaks":[{"test":"asks","kind":"socket"}],"note":"the teardown closes the server, the fixture's client stays"}
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { expect, test as base } from 'vitest'
import { portOf } from '../support/port-of.ts'

const test = base.extend<{ client: Socket }>({
  client: async ({ task }, use) => {
    const server = createServer((socket) => socket.write(task.name))
    server.listen(0, '127.0.0.1')
    const client = connect(await portOf(server), 'localhost') // <- leak
    await use(client)
    server.close()
  },
})

test('asks', async ({ client }) => {
  expect(String(await once(client, 'data'))).toBe('asks')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
