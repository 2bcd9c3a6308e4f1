import { afterAll, beforeAll, expect, test } from 'vitest'
import { idle } from './idle.ts'

beforeAll(() => {
  process.on('SIGTERM', idle)
})

afterAll(() => {
  process.off('SIGTERM', idle)
})

test('takes off what the file has attached, and puts it back', () => {
  process.removeAllListeners('SIGTERM')
  process.on('SIGTERM', idle)
})

test('finds it', () => {
  expect(process.listeners('SIGTERM')).toEqual([idle])
})
