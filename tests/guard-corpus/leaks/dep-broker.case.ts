// @case {"leaks":[{"test":"starts a broker","kind":"server","marks":["","broker"]}],"files":["vendor/corpus-pool/lib/pool.cjs"],"note":"a CommonJS dependency that listens"}
import { createBroker } from 'corpus-pool'
import { expect, test } from 'vitest'

test('starts a broker', async () => {
  const broker = await createBroker() // <- leak
  expect(broker.port).toBeGreaterThan(0)
})

test('starts a broker and stops it', async () => {
  const broker = await createBroker()
  await broker.close()
  expect(broker.server.listening).toBe(false)
})
