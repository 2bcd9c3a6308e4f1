// @case {"leaks":[{"test":"asks a silent name server","kind":"dns"}],"note":"a query of a dns.promises.Resolver that is never answered"}
import { createSocket } from 'node:dgram'
import { promises as dns } from 'node:dns'
import { once } from 'node:events'
import { expect, test } from 'vitest'

test('asks a silent name server', async () => {
  const silent = createSocket('udp4')
  silent.bind(0, '127.0.0.1')
  await once(silent, 'listening')
  const resolver = new dns.Resolver({ timeout: 20_000, tries: 1 }) // <- leak
  resolver.setServers([`127.0.0.1:${silent.address().port}`])
  resolver.resolve4('guard.test').catch(() => {}) // <- leak
  await once(silent, 'message')
  silent.close()
  expect(resolver.getServers()).toHaveLength(1)
})

test('asks nobody', () => {
  expect(Array.isArray(new dns.Resolver().getServers())).toBe(true)
})
