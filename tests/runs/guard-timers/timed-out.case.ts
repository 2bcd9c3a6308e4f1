import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'vitest'
import { idle } from './idle.ts'

test('in a promised sleep', { timeout: 100 }, async () => {
  for (;;) await sleep(1001)
})

test('in a sleep of its own', { timeout: 100 }, async () => {
  await new Promise((resolve) => setTimeout(resolve, 1002))
})

test('beside an interval', { timeout: 100 }, async () => {
  setInterval(idle, 1003)
  await new Promise(() => {})
})

test('beside a server', { timeout: 100 }, async () => {
  createServer().listen(0, '127.0.0.1')
  await new Promise(() => {})
})

test('beside nothing', { timeout: 100 }, async () => {
  await new Promise(() => {})
})
