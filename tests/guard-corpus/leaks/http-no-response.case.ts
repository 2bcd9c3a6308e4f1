// @case {"leaks":[{"test":"asks in vain","kind":"socket"}],"note":"a request that is never answered; the server was told to close"}
import { once } from 'node:events'
import http from 'node:http'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('asks in vain', async () => {
  const server = http.createServer(() => {})
  server.listen(0, '127.0.0.1')
  const asking = http.get({ port: await portOf(server), host: '127.0.0.1' }) // <- leak
  asking.on('error', () => {})
  await once(server, 'request')
  server.close()
  expect(asking.writableEnded).toBe(true)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
