import { test } from 'vitest'

test('leaks no more', () => {})

test('is skipped', ({ skip }) => {
  skip()
})
