// @case {"leaks":[{"test":"asks a silent name server","kind":"dns"}],"note":"the same with callbacks; cancel() is not called"}
import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns'
import { once } from 'node:events'
import { expect, test } from 'vitest'

test('asks a silent name server', async () => {
  const silent = createSocket('udp4')
  silent.bind(0, '127.0.0.1')
  await once(silent, 'listening')
  const resolver = new Resolver({ timeout: 20_000, tries: 1 }) // <- leak
  resolver.setServers([`127.0.0.1:${silent.address().port}`])
  resolver.resolveTxt('guard.test', () => {}) // <- leak
  await once(silent, 'message')
  silent.close()
  expect(resolver.getServers()).toHaveLength(1)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
