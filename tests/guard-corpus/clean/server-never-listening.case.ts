// @case {"note":"servers and sockets that are made and never used; a listen that fails"}
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer, Socket } from 'node:net'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('is only made', () => {
  expect(createHttpServer().listening).toBe(false)
  expect(createServer().listening).toBe(false)
  expect(new Socket().connecting).toBe(false)
})

test('finds its port taken', async () => {
  const first = createServer().listen(0, '127.0.0.1')
  const second = createServer().listen(await portOf(first), '127.0.0.1')
  const [error] = (await once(second, 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toBe('EADDRINUSE')
  first.close()
})

test('is refused', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  const port = await portOf(server)
  await new Promise((resolve) => server.close(resolve))
  const client = connect({ port, host: '127.0.0.1' })
  const [error] = (await once(client, 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toBe('ECONNREFUSED')
})
