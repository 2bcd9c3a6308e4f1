// @case {"leaks":[{"test":"listens on a port","kind":"port"}],"note":"the global MessageChannel, with onmessage"}
// oxlint-disable unicorn/prefer-add-event-listener -- the setter is what starts the port
import { expect, test } from 'vitest'

// What the types of Node 20 leave out.
interface WebChannel {
  port1: { onmessage: (event: { data: unknown }) => void }
  port2: { postMessage(message: unknown): void }
}

test('listens on a port', async () => {
  const { port1, port2 } = new MessageChannel() as unknown as WebChannel // <- leak
  const answer = new Promise((resolve) => {
    port1.onmessage = (event) => resolve(event.data) // <- leak
  })
  port2.postMessage('hi')
  expect(await answer).toBe('hi')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
