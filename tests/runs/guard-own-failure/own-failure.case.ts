import { expect, test } from 'vitest'
import { idle } from './idle.ts'

test('attaches a listener that cannot be described', () => {
  const listener = (): void => {}
  Object.defineProperty(listener, 'name', {
    get() {
      throw new Error('this function has no name')
    },
  })
  process.on('SIGUSR2', listener)
})

test('fails by itself', () => {
  expect(1).toBe(2)
})

test('leaks an interval', () => {
  setInterval(idle, 1001)
})
