import { test } from 'vitest'
import { idle } from './idle.ts'

test('leaks, and then skips itself', ({ skip }) => {
  setInterval(idle, 1001)
  skip('not today')
})

test('is clean', () => {})
