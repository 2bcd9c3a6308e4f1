import { expect, test, vi } from 'vitest'
import { idle } from './idle.ts'

setInterval(idle, 1001)

test('leaks', () => {
  setInterval(idle, 1002)
})

test('leaks, and has replaced the console', () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  setInterval(idle, 1003)
  expect(console.warn).not.toHaveBeenCalled()
})
