import { test } from 'vitest'
import { createGate } from './gate.ts'
import { idle } from './idle.ts'

const gate = createGate()

test('leaks after it has ended', () => {
  void gate.opened.then(() => setInterval(idle, 1001))
})

test('is there when that happens', async () => {
  gate.open()
  await gate.opened
})
