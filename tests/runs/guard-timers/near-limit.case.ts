import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'vitest'
import { idle } from './idle.ts'

// With the age that it has by then it is about to fire, or has fired, while the guard waits.
test.each([5, 15, 25, 40, 60])('leaves a debounce of 100 ms that is %i ms old', async (ageMs) => {
  setTimeout(idle, 100)
  await sleep(ageMs)
})

test('leaves one of 80 ms', () => {
  setTimeout(idle, 80)
})

test('clears one just in time', async () => {
  const timer = setTimeout(idle, 100)
  setTimeout(() => clearTimeout(timer), 20)
})
