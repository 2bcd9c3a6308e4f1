import { afterAll, test } from 'vitest'
import { stopped } from './opens-on-import.ts'

afterAll(() => {
  clearInterval(stopped)
})

test('is clean', () => {})
