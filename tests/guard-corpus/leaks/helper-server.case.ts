// @case {"leaks":[{"test":"app > starts","kind":"server"}],"files":["support/start-server.ts"],"note":"opened in a helper in another file; the helper's line or that of its caller"}
import { describe, expect, test } from 'vitest'
import { startServer, stopServer } from '../support/start-server.ts'

describe('app', () => {
  test('starts', async () => {
    const server = await startServer() // <- leak
    expect(server.listening).toBe(true)
  })

  test('starts and stops', async () => {
    const server = await startServer()
    await stopServer(server)
    expect(server.listening).toBe(false)
  })
})
