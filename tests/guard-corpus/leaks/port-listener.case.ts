// @case {"leaks":[{"test":"listens on a port","kind":"port"}],"note":"a MessagePort with a listener"}
import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'

test('listens on a port', async () => {
  const { port1, port2 } = new MessageChannel() // <- leak
  port1.on('message', () => {}) // <- leak
  port2.postMessage('hi')
  expect(await once(port1, 'message')).toEqual(['hi'])
})

test('listens and closes', async () => {
  const { port1, port2 } = new MessageChannel()
  port1.on('message', () => {})
  port2.close()
  await once(port1, 'close')
  expect(1).toBe(1)
})
