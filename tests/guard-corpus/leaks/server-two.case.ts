// @case {"leaks":[{"test":"replicates","kind":"server","marks":["primary"]},{"test":"replicates","kind":"server","marks":["replica"]},{"test":"replicates","kind":"timer","marks":["sync"]}],"note":"three leaks of one test: each has its line"}
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('replicates', async () => {
  const primary = createServer()
  const replica = createServer()
  primary.listen(0) // <- leak primary
  replica.listen(0) // <- leak replica
  setInterval(() => {}, 5000) // <- leak sync
  expect(await portOf(primary)).not.toBe(await portOf(replica))
})

test('neighbour', () => {
  expect(1).toBe(1)
})
