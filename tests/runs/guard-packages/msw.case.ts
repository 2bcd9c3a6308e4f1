import http, { createServer } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { delay, http as mock, HttpResponse, passthrough } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { idle } from './idle.ts'

const network = setupServer(
  mock.get('https://api.test/orders', () => HttpResponse.json([])),
  mock.get('https://api.test/broken', () => HttpResponse.error()),
  mock.get('https://api.test/slow', async () => {
    await delay(20)
    return HttpResponse.json(['slow'])
  }),
)

beforeAll(() => {
  network.listen({ onUnhandledRequest: 'error' })
})

afterEach(() => {
  network.resetHandlers()
})

afterAll(() => {
  network.close()
})

test('answers fetch(), at once and slowly', async () => {
  const answers = await Promise.all(
    ['orders', 'slow'].map(async (path) => (await fetch(`https://api.test/${path}`)).json()),
  )
  expect(answers).toEqual([[], ['slow']])
})

test('answers many', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => (await fetch('https://api.test/orders')).json()),
  )
  expect(answers).toHaveLength(20)
})

test('answers https.get()', async () => {
  const status = await new Promise((resolve, reject) => {
    const request = https.get('https://api.test/orders', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject)
  })
  expect(status).toBe(200)
})

test('fails with an error, is aborted, and is never read', async () => {
  await expect(fetch('https://api.test/broken')).rejects.toThrow('Failed to fetch')
  const controller = new AbortController()
  const slow = fetch('https://api.test/slow', { signal: controller.signal })
  controller.abort()
  await expect(slow).rejects.toThrow('aborted')
  await fetch('https://api.test/orders')
})

test('lets a request pass to a real server', async () => {
  const server = createServer((_, response) => response.end('real'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  network.use(mock.all(url, () => passthrough()))
  expect(await (await fetch(url)).text()).toBe('real')
  await new Promise((resolve, reject) => {
    http.get(url, (response) => response.resume().on('end', resolve)).on('error', reject)
  })
  server.closeAllConnections()
  server.close()
})

test('leaks an interval', () => {
  setInterval(idle, 1001)
})
