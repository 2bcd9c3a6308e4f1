// @case {"leaks":[{"test":null,"kind":"server"}],"note":"opened in aroundAll"}
import { createServer } from 'node:net'
import { aroundAll, expect, test } from 'vitest'

aroundAll(async (runSuite) => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve)) // <- leak
  await runSuite()
})

test('first', () => {
  expect(1).toBe(1)
})

test('second', () => {
  expect(1).toBe(1)
})
