// @case {"leaks":[{"test":"listens in frozen time","kind":"server"}],"isolated":true,"note":"not a timer at all: a server, while every timer is faked and stays so"}
import { createServer } from 'node:http'
import { expect, test, vi } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('listens in frozen time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'setImmediate', 'Date'] })
  const server = createServer()
  server.listen(0) // <- leak
  setInterval(() => {}, 10)
  expect(await portOf(server)).toBeGreaterThan(0)
})

test('neighbour', () => {
  expect(vi.isFakeTimers()).toBe(true)
})
