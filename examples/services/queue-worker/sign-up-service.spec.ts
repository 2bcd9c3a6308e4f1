import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { HashThread } from './hash-thread.ts'
import type { Counts } from './metrics-exporter.ts'
import { SignUpService } from './sign-up-service.ts'

describe('HashThread', () => {
  let thread: HashThread

  beforeAll(() => {
    thread = new HashThread()
  })

  afterAll(() => thread.close())

  test.concurrent.each(['one', 'two'])('derives the same key for %s again', async (password) => {
    const [first, second] = await Promise.all([
      thread.hash(password, 'salt'),
      thread.hash(password, 'salt'),
    ])
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(second).toBe(first)
  })

  test('rejects what is pending when it ends', async () => {
    const short = new HashThread()
    const pending = short.hash('password', 'salt')
    await Promise.all([expect(pending).rejects.toThrow('the thread has ended'), short.close()])
  })
})

describe('SignUpService', () => {
  function create() {
    const send = vi.fn<(counts: Counts) => Promise<void>>(async () => {})
    return { service: new SignUpService({ metrics: { everyMs: 60_000, send } }), send }
  }

  test('hashes the passwords of those who sign up', async () => {
    const { service, send } = create()
    service.start()
    service.queue.send({ user: 'ada', password: 'secret' })
    service.queue.send({ user: 'bob', password: '' })
    await vi.waitFor(() => expect(service.hashes.has('ada')).toBe(true))
    await expect.poll(() => service.queue.counts.dead).toBe(1)
    await service.stop()
    expect(send).toHaveBeenCalledExactlyOnceWith({ done: 1, failed: 3 })
  })

  test('stops on SIGTERM', async () => {
    const { service, send } = create()
    service.start()
    service.queue.send({ user: 'ada', password: 'secret' })
    await vi.waitFor(() => expect(service.hashes.has('ada')).toBe(true))
    process.emit('SIGTERM')
    await service.stop()
    expect(send).toHaveBeenCalledOnce()
  })

  test('leaves the signals alone once it has stopped', async () => {
    const before = process.listenerCount('SIGTERM')
    const { service } = create()
    service.start()
    expect(process.listenerCount('SIGTERM')).toBe(before + 1)
    await service.stop()
    expect(process.listenerCount('SIGTERM')).toBe(before)
  })
})
