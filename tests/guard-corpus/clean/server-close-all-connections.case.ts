// @case {"note":"a keep-alive client holds its connection; the server closes them all"}
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('serves a keep-alive client', async () => {
  const server = createServer((_request, response) => response.end('ok'))
  server.listen(0, '127.0.0.1')
  const response = await fetch(`http://127.0.0.1:${await portOf(server)}/`)
  expect(await response.text()).toBe('ok')
  server.close()
  server.closeAllConnections()
})

test('drops a request in flight', async () => {
  const server = createServer(() => server.closeAllConnections())
  server.listen(0, '127.0.0.1')
  await expect(fetch(`http://127.0.0.1:${await portOf(server)}/`)).rejects.toThrow('fetch failed')
  await new Promise((resolve) => server.close(resolve))
})
