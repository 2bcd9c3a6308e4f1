// @case {"leaks":[{"test":"starts to listen","kind":"server"}],"note":"the test ends before the server listens"}
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

test('starts to listen', () => {
  const server = createServer()
  server.listen(0, 'localhost') // <- leak
  expect(server).toBeDefined()
})

test('neighbour that takes a while', async () => {
  await pause(30)
  expect(1).toBe(1)
})
