import 'node:domain'
import { expect, test } from 'vitest'
import { idle } from './idle.ts'

const before = process.listeners('unhandledRejection')

test('leaks an interval', () => {
  setInterval(idle, 1001)
})

test('rejects, and nobody catches it', async () => {
  void Promise.reject(new Error('nobody catches me, though node:domain is loaded'))
  await new Promise((resolve) => {
    setTimeout(resolve, 5)
  })
})

test('finds the listeners of the runner', () => {
  expect(process.listeners('unhandledRejection')).toEqual(before)
})
