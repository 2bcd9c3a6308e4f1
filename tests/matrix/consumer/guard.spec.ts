import { createServer, type Server } from 'node:http'
import { expect, test } from 'vitest'

function startServer(): Promise<Server> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

test('a test that leaves a server open', async () => {
  const server = await startServer()
  expect(server.listening).toBe(true)
})

test('a test that leaves an interval running', () => {
  setInterval(() => {}, 1000)
})

test('a test that closes what it opens', async () => {
  const server = await startServer()
  const timer = setInterval(() => {}, 1000)
  clearInterval(timer)
  await new Promise((resolve) => server.close(resolve))
  expect(server.listening).toBe(false)
})
