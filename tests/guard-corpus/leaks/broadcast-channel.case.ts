// @case {"leaks":[{"test":"broadcasts","kind":"port"}],"note":"a BroadcastChannel with a listener"}
// oxlint-disable unicorn/require-post-message-target-origin -- a channel has no origin
// oxlint-disable unicorn/prefer-add-event-listener -- the setter is what starts the port
import { BroadcastChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'

test('broadcasts', () => {
  const channel = new BroadcastChannel('guard-corpus') // <- leak
  channel.onmessage = () => {}
  channel.postMessage('hi')
  expect(channel.name).toBe('guard-corpus')
})

test('broadcasts and closes', () => {
  const channel = new BroadcastChannel('guard-corpus')
  channel.onmessage = () => {}
  channel.close()
  expect(channel.name).toBe('guard-corpus')
})
