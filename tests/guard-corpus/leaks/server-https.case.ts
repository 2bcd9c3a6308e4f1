// @case {"leaks":[{"test":"serves safely","kind":"server"}],"note":"an HTTPS server"}
import { createServer } from 'node:https'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('serves safely', async () => {
  const server = createServer({}, (_request, response) => response.end('hello'))
  server.listen(0) // <- leak
  expect(await portOf(server)).toBeGreaterThan(0)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
