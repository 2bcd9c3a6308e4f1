import { afterAll, beforeAll, expect, test } from 'vitest'
import { idle } from './idle.ts'

const EVENTS = ['uncaughtException', 'unhandledRejection', 'message', 'disconnect'] as const

const before = EVENTS.map((event) => process.listeners(event as 'SIGTERM'))

function takeOff(): void {
  for (const event of EVENTS) process.removeAllListeners(event)
}

function putBack(): void {
  for (const [index, event] of EVENTS.entries()) {
    for (const listener of before[index] ?? []) process.on(event, listener)
  }
}

beforeAll(() => {
  takeOff()
  process.on('unhandledRejection', idle)
  takeOff()
  putBack()
})

afterAll(() => {
  takeOff()
  putBack()
})

test('takes the listeners of the runner off, and puts them back', () => {
  takeOff()
  putBack()
})

test('finds them', () => {
  expect(EVENTS.map((event) => process.listeners(event as 'SIGTERM'))).toEqual(before)
})

test('leaks one of its own', () => {
  process.on('warning', idle)
})
