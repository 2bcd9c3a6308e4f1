import { test } from 'vitest'
import { startServer } from './start-server.ts'

test('asks two servers', async () => {
  await startServer()
  await startServer()
})
