// @case {"note":"an idle resolver, a cancelled one, look-ups that are awaited and not"}
import { createSocket } from 'node:dgram'
import dns from 'node:dns'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const resolver = new dns.promises.Resolver()

test('is idle', () => {
  resolver.setServers(['127.0.0.1'])
  expect(Array.isArray(new dns.Resolver().getServers())).toBe(true)
})

test('looks up', async () => {
  expect((await dns.promises.lookup('localhost')).address).toBeDefined()
})

test('looks up and goes', () => {
  dns.lookup('127.0.0.1', () => {})
  dns.lookup('localhost', () => {})
  expect(1).toBe(1)
})

test('cancels', async () => {
  const silent = createSocket('udp4').bind(0, '127.0.0.1')
  await once(silent, 'listening')
  const asking = new dns.promises.Resolver({ timeout: 20_000, tries: 1 })
  asking.setServers([`127.0.0.1:${silent.address().port}`])
  const answer = asking.resolve4('guard.test')
  answer.catch(() => {})
  await once(silent, 'message')
  asking.cancel()
  silent.close()
  await expect(answer).rejects.toThrow('ECANCELLED')
})
