import { pino } from 'pino'
import { onExit } from 'signal-exit'
import whenExit from 'when-exit'
import { expect, test } from 'vitest'

test('loads what listens as it is loaded', () => {
  expect(whenExit).toBeTypeOf('function')
})

test('makes a first logger', () => {
  expect(pino({ level: 'silent' }).level).toBe('silent')
})

test('makes a second logger', () => {
  expect(pino({ level: 'silent' }).level).toBe('silent')
})

test('registers for the exit, and unregisters', () => {
  const off = onExit(() => {})
  off()
  expect(off).toBeTypeOf('function')
})

test('registers for the exit, and does not unregister', () => {
  onExit(() => {})
})
