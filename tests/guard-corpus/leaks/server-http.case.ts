// @case {"leaks":[{"test":"serves","kind":"server"}],"note":"an HTTP server that answered and was forgotten"}
import http from 'node:http'
import { describe, expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

describe('app', () => {
  describe('over HTTP', () => {
    test('neighbour', () => {
      expect(http.STATUS_CODES[200]).toBe('OK')
    })
  })
})

test('serves', async () => {
  const server = http.createServer((_request, response) => response.end('hello'))
  server.listen(0, '127.0.0.1') // <- leak
  const port = await portOf(server)
  const response = await fetch(`http://127.0.0.1:${port}/`)
  expect(await response.text()).toBe('hello')
})
