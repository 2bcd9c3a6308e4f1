import { test } from 'vitest'
import { idle } from './idle.ts'

test('leaks an interval, which may stay', () => {
  setInterval(idle, 1001)
})

test('leaks a timeout, which may not', () => {
  setTimeout(idle, 10_001)
})
