import { createServer } from 'node:http'
import { test } from 'vitest'
import { idle } from './idle.ts'

setInterval(idle, 1001)

function startKnown(): void {
  createServer().listen(0)
}

test('leaks what is known', () => {
  startKnown()
})

test('leaks more than is known', () => {
  for (let i = 0; i < 2; i++) startKnown()
})

test('leaks something new', () => {
  setInterval(idle, 1002)
})
