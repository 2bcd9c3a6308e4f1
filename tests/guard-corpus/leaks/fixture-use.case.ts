// @case {"leaks":[{"test":"uses the server","kind":"server"}],"note":"a fixture without teardown; a test which does not use it is clean"}
import { createServer, type Server } from 'node:http'
import { expect, test as base } from 'vitest'
import { portOf } from '../support/port-of.ts'

const test = base.extend<{ server: Server }>({
  server: async ({ task }, use) => {
    const server = createServer()
    server.listen(0) // <- leak
    await use(server)
    expect(task.name).toBe('uses the server')
  },
})

test('uses nothing', () => {
  expect(1).toBe(1)
})

test('uses the server', async ({ server }) => {
  expect(await portOf(server)).toBeGreaterThan(0)
})
