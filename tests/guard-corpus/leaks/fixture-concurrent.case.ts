// @case {"leaks":[{"test":"group > two","kind":"server"}],"note":"concurrent tests with a fixture; its teardown forgets one of them"}
import { createServer, type Server } from 'node:http'
import { describe, expect, test as base } from 'vitest'
import { pause } from '../support/pause.ts'
import { portOf } from '../support/port-of.ts'

const test = base.extend<{ server: Server }>({
  server: async ({ task }, use) => {
    await pause(2)
    const server = createServer()
    server.listen(0, '127.0.0.1') // <- leak
    await use(server)
    await pause(2)
    if (task.name !== 'two') server.close()
  },
})

describe.concurrent('group', () => {
  test.for(['one', 'two', 'three'])('%s', async (_name, { server }) => {
    expect(await portOf(server)).toBeGreaterThan(0)
  })

  test('four', async ({ server }) => {
    await pause(80)
    expect(server.listening).toBe(true)
  })
})
