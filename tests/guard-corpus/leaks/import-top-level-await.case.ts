// @case {"leaks":[{"test":null,"kind":"udp"}],"note":"opened after a top-level await of the test file"}
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const socket = createSocket('udp4') // <- leak
socket.bind(0, '127.0.0.1') // <- leak
await once(socket, 'listening')

test('is bound', () => {
  expect(socket.address().port).toBeGreaterThan(0)
})
