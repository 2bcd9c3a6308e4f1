// @case {"note":"work that outlives its test and opens something for a moment, while the next test runs"}
import { pbkdf2 } from 'node:crypto'
import { createServer } from 'node:net'
import { expect, test, vi } from 'vitest'

let done = false

test('kicks off', () => {
  pbkdf2('secret', 'salt', 300_000, 64, 'sha512', () => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => server.close(() => (done = true)))
  })
  expect(done).toBe(false)
})

test('runs meanwhile', async () => {
  await vi.waitFor(() => expect(done).toBe(true), { timeout: 20_000, interval: 10 })
})
