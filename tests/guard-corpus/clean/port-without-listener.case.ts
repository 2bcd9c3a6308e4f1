// @case {"note":"MessageChannels nobody listens to, closed ones, structuredClone, a transferred port"}
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads'
import { expect, test } from 'vitest'

test('has no listener', () => {
  const { port1, port2 } = new MessageChannel()
  port1.postMessage('hi')
  expect(receiveMessageOnPort(port2)?.message).toBe('hi')
})

test('closes without waiting', () => {
  const { port1 } = new MessageChannel()
  port1.on('message', () => {})
  port1.close()
  expect(1).toBe(1)
})

test('stops listening', () => {
  const { port1, port2 } = new MessageChannel()
  const listener = (): void => {}
  port1.on('message', listener)
  port1.off('message', listener)
  port2.close()
  expect(port1).toBeDefined()
})

test('clones', () => {
  expect(structuredClone({ a: [1, new Map([[1, 2]])] }).a).toHaveLength(2)
})
