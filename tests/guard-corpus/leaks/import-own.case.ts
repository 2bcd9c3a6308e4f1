// @case {"leaks":[{"test":null,"kind":"server"}],"note":"opened while the test file itself is loaded"}
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1') // <- leak

test('listens', async () => {
  expect(await portOf(server)).toBeGreaterThan(0)
})

test('answers', async () => {
  const response = await fetch(`http://127.0.0.1:${await portOf(server)}/`)
  expect(await response.text()).toBe('ok')
})
