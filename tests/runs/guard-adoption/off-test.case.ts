import { test } from 'vitest'
import { configureGuard } from 'vitest-shutdown'
import { idle } from './idle.ts'

test('leaks in a test that is not watched', () => {
  configureGuard({ mode: 'off' })
  setInterval(idle, 1001)
})

test('leaks after that', () => {
  setInterval(idle, 1002)
})

test('is not watched after an await', async () => {
  await Promise.resolve()
  configureGuard({ mode: 'off' })
  setInterval(idle, 1003)
})

test.concurrent('is not watched beside another', async () => {
  await Promise.resolve()
  configureGuard({ mode: 'off' })
  setInterval(idle, 1004)
})

test.concurrent('leaks beside one that is not watched', async () => {
  await Promise.resolve()
  setInterval(idle, 1005)
})
