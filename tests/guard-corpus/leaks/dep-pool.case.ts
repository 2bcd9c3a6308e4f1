// @case {"leaks":[{"test":"fills the pool","kind":"socket","marks":["","pool"]}],"files":["vendor/corpus-pool/lib/pool.cjs"],"note":"a CommonJS dependency that connects after an await, to a broker of beforeAll"}
import { createBroker, createPool } from 'corpus-pool'
import { afterAll, beforeAll, expect, test } from 'vitest'

let broker: Awaited<ReturnType<typeof createBroker>>

beforeAll(async () => {
  broker = await createBroker()
})

afterAll(() => {
  broker.server.close()
})

test('fills the pool and ends it', async () => {
  const pool = await createPool(broker.port)
  pool.end()
  expect(pool.sockets).toHaveLength(2)
})

test('fills the pool', async () => {
  const pool = await createPool(broker.port) // <- leak
  expect(pool.sockets).toHaveLength(2)
})
