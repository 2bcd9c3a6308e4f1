import http, { type IncomingMessage } from 'node:http'
import { afterAll, afterEach, expect, test } from 'vitest'
import nock from 'nock'
import { idle } from './idle.ts'

afterEach(() => {
  nock.cleanAll()
})

afterAll(() => {
  nock.restore()
})

test('answers http.get()', async () => {
  nock('http://api.test').get('/orders').reply(200, '[]')
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    http.get('http://api.test/orders', resolve).on('error', reject)
  })
  response.resume()
  expect(response.statusCode).toBe(200)
})

test('answers many', async () => {
  nock('https://api.test').get('/orders').times(20).reply(200, [])
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => (await fetch('https://api.test/orders')).json()),
  )
  expect(answers).toHaveLength(20)
})

test('refuses', async () => {
  nock.disableNetConnect()
  await expect(fetch('http://other.test')).rejects.toThrow('Disallowed net connect')
  await expect(
    new Promise((_, reject) => {
      http.get('http://other.test', () => {}).on('error', reject)
    }),
  ).rejects.toThrow('Disallowed net connect')
  nock.enableNetConnect()
})

test('fails with an error, and is never read', async () => {
  nock('http://api.test').get('/broken').replyWithError('broken')
  nock('http://api.test').get('/unread').reply(200, 'unread')
  await expect(fetch('http://api.test/broken')).rejects.toThrow('broken')
  await fetch('http://api.test/unread')
})

test('leaks an interval', () => {
  setInterval(idle, 1001)
})
