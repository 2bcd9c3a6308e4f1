// @case {"leaks":[{"test":"skips itself","kind":"server","orFile":true}],"note":"skip() is called after the leak: the state of the test becomes skipped, the file may be blamed"}
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('skips itself', async ({ skip }) => {
  const server = createServer()
  server.listen(0) // <- leak
  await portOf(server)
  skip('not today')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
