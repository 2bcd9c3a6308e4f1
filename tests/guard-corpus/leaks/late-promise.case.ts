// @case {"leaks":[{"test":"kicks off","kind":"server","orFile":true}],"note":"the same through promises and awaits"}
import { pbkdf2 } from 'node:crypto'
import { createServer } from 'node:net'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { portOf } from '../support/port-of.ts'

const derive = promisify(pbkdf2)
let port = 0

async function startSlowly(): Promise<void> {
  await derive('secret', 'salt', 900_000, 64, 'sha512')
  const server = createServer()
  await Promise.resolve()
  server.listen(0, '127.0.0.1') // <- leak
  port = await portOf(server)
}

test('kicks off', () => {
  void startSlowly()
  expect(port).toBe(0)
})

test('runs meanwhile', async () => {
  await vi.waitFor(() => expect(port).toBeGreaterThan(0), { timeout: 20_000, interval: 20 })
})
