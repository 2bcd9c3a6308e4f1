import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { afterAll, beforeAll, describe, expect, test as base, vi } from 'vitest'
import { NoteClient } from './note-client.ts'
import { startApi, type Api } from './start-api.ts'

describe('the API, shared by these tests', () => {
  let api: Api

  beforeAll(async () => {
    api = await startApi({ burst: 1000 })
  })

  afterAll(async () => {
    await api.close()
  })

  base('is healthy', async () => {
    const response = await fetch(`${api.url}/health`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ status: 'ok' })
  })

  base.each([
    ['no JSON', '{', 400],
    ['no text', '{}', 422],
    ['an empty text', '{ "text": " " }', 422],
    ['too much', JSON.stringify({ text: 'x'.repeat(20_000) }), 413],
  ])('refuses a note that has %s', async (_what, body, status) => {
    const response = await fetch(`${api.url}/notes`, { method: 'POST', body })
    expect(response.status).toBe(status)
    expect(await response.json()).toHaveProperty('error')
  })

  base.each(['/notes/unknown', '/elsewhere'])('has nothing at %s', async (path) => {
    const response = await fetch(api.url + path)
    expect(response.status).toBe(404)
    await response.body?.cancel()
  })

  base.concurrent.for(['first', 'second', 'third'])('stores the %s note', async (text, context) => {
    const client = new NoteClient(api.url, { name: text })
    const { id } = await client.create(text)
    context.expect(await client.list()).toContainEqual(context.expect.objectContaining({ text }))
    await client.delete(id)
    context.expect(api.store.find(id)).toBeUndefined()
  })

  base('answers over one connection that is kept alive', async ({ onTestFinished }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    const ports = []
    for (let count = 0; count < 3; count += 1) {
      const [response] = await once(get(`${api.url}/health`, { agent }), 'response')
      ports.push(response.socket.localPort)
      response.resume()
      await once(response, 'end')
    }
    expect(new Set(ports).size).toBe(1)
  })
})

const test = base
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs
  .extend('api', async ({}, { onCleanup }) => {
    const api = await startApi({ burst: 2, refillMs: 20, keepAliveMs: 10, graceMs: 50 })
    onCleanup(() => api.close())
    return api
  })
  .extend('client', ({ api }) => new NoteClient(api.url))

describe('the API, one for each test', () => {
  test('refuses what comes too fast, and the client tries again', async ({ client }) => {
    const notes = await Promise.all(['a', 'b', 'c'].map((text) => client.create(text)))
    expect(notes.map(({ text }) => text)).toEqual(['a', 'b', 'c'])
  })

  test('tells a client that does not try again', async ({ onTestFinished }) => {
    const api = await startApi({ burst: 2, refillMs: 60_000, graceMs: 50 })
    onTestFinished(() => api.close())
    const client = new NoteClient(api.url, { retries: 0 })
    await client.list()
    await client.list()
    await expect(client.list()).rejects.toThrow('GET /notes: 429 {"error":"too many requests"}')
  })

  test('streams what happens to the notes', async ({ api, client }) => {
    const abort = new AbortController()
    const events: string[] = []
    const reading = (async () => {
      for await (const { event } of client.events(abort.signal)) events.push(event)
    })()
    await vi.waitFor(() => expect(api.hub.clients).toBe(1))
    const { id } = api.store.create('streamed')
    api.store.delete(id)
    await expect.poll(() => events).toEqual(['created', 'deleted'])
    abort.abort()
    await expect(reading).rejects.toThrow('aborted')
    await vi.waitFor(() => expect(api.hub.clients).toBe(0))
  })

  test('ends the streams when it closes', async ({ api, client }) => {
    const reading = collect(client.events(AbortSignal.timeout(5000)))
    await vi.waitFor(() => expect(api.hub.clients).toBe(1))
    api.hub.close()
    expect(await reading).toEqual([])
  })

  test('keeps a silent stream alive', async ({ api }) => {
    const response = await fetch(`${api.url}/events`)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('still here')) text += (await reader?.read())?.value ?? ''
    await reader?.cancel()
    expect(text).toMatch(/^: welcome\n\n/)
    await expect.poll(() => api.hub.clients).toBe(0)
  })
})

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}
