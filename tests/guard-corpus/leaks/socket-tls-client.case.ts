// @case {"leaks":[{"test":"shakes hands","kind":"socket"}],"note":"a TLS client, with a pre-shared key so that no certificate is needed"}
import { once } from 'node:events'
import { connect, createServer } from 'node:tls'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

const psk = Buffer.from('0123456789abcdef')
const options = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const

test('shakes hands', async () => {
  const server = createServer({ ...options, pskCallback: () => psk }, (socket) => socket.resume())
  server.listen(0, '127.0.0.1')
  const port = await portOf(server)
  const pskCallback = () => ({ psk, identity: 'client' })
  const checkServerIdentity = () => undefined
  const client = connect({ ...options, port, pskCallback, checkServerIdentity }) // <- leak
  await once(client, 'secureConnect')
  server.close()
  expect(client.getProtocol()).toBe('TLSv1.2')
})

test('neighbour', () => {
  expect(1).toBe(1)
})
