// @case {"leaks":[{"test":null,"kind":"server"}],"note":"beforeAll opens, nobody closes; afterAll closes something else"}
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

let server: Server
let timer: NodeJS.Timeout

beforeAll(() => {
  server = createServer()
  server.listen(0, '127.0.0.1') // <- leak
  timer = setInterval(() => {}, 1000)
})

afterAll(() => {
  clearInterval(timer)
})

test('listens', async () => {
  expect(await portOf(server)).toBeGreaterThan(0)
})

test('still listens', () => {
  expect(server.listening).toBe(true)
})
