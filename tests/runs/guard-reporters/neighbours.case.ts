import { watch } from 'node:fs'
import { expect, test } from 'vitest'
import { idle } from './idle.ts'
import { startServer } from './start-server.ts'

test('is clean before', () => {
  clearInterval(setInterval(idle, 1000))
})

test('leaves a server open', async () => {
  const server = await startServer()
  expect(server.listening).toBe(true)
})

test('is clean after', async () => {
  const server = await startServer()
  server.close()
})

test('leaves three things open', () => {
  setInterval(idle, 1000)
  watch('.')
  process.on('SIGTERM', idle)
})
