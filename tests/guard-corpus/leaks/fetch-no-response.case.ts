// @case {"leaks":[{"test":"asks in vain","kind":"socket"}],"note":"a fetch that is never answered"}
import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('asks in vain', async () => {
  const server = createServer(() => {})
  server.listen(0, '127.0.0.1')
  const asking = fetch(`http://127.0.0.1:${await portOf(server)}/`) // <- leak
  asking.catch(() => {})
  await once(server, 'request')
  server.close()
  expect(asking.then).toBeTypeOf('function')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
