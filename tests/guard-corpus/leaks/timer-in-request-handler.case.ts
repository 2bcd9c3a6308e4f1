// @case {"leaks":[{"test":"answers","kind":"timer"}],"note":"the handler of a server that the test closes starts a timer for each request"}
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('answers', async () => {
  const server = createServer((_request, response) => {
    setTimeout(() => response.destroy(), 30_000) // <- leak
    response.end('ok')
  })
  server.listen(0, '127.0.0.1')
  const response = await fetch(`http://127.0.0.1:${await portOf(server)}/`)
  expect(await response.text()).toBe('ok')
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

test('neighbour', () => {
  expect(1).toBe(1)
})
