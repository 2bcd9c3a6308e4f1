import { register } from 'node:module'
import { expect, test } from 'vitest'
import { idle } from './idle.ts'

test('registers hooks, which Node runs in a worker of its own', () => {
  register(new URL('data:text/javascript,export {}'))
})

test('still imports, by way of that worker', async () => {
  const { context } = await import('@opentelemetry/api')
  expect(context.active()).toBeDefined()
})

test('leaks an interval', () => {
  setInterval(idle, 1001)
})
