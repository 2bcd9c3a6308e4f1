// @case {"leaks":[{"test":"catches rejections","kind":"listener","marks":["rejection"]},{"test":"catches exceptions","kind":"listener","marks":["exception"]},{"test":"monitors exceptions","kind":"listener","marks":["monitor"]}],"note":"unhandledRejection, uncaughtException, uncaughtExceptionMonitor"}
import { expect, test } from 'vitest'

test('catches rejections', () => {
  process.on('unhandledRejection', () => {}) // <- leak rejection
  expect(1).toBe(1)
})

test('catches exceptions', () => {
  process.on('uncaughtException', () => {}) // <- leak exception
  expect(1).toBe(1)
})

test('monitors exceptions', () => {
  process.on('uncaughtExceptionMonitor', () => {}) // <- leak monitor
  expect(1).toBe(1)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
