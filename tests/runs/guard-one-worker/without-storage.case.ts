import { afterAll, test } from 'vitest'
import { idle } from './idle.ts'

afterAll(() => {
  setTimeout(idle, 100_000)
})

test('is clean', () => {})
