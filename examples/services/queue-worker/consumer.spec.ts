import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test as base, vi } from 'vitest'
import { Consumer, type ConsumerOptions } from './consumer.ts'
import { MemoryQueue } from './memory-queue.ts'

type Consume = (handle: ConsumerOptions<string>['handle']) => Consumer<string>

const test = base.extend<{ queue: MemoryQueue<string>; consume: Consume }>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs
  queue: async ({}, use) => {
    const queue = new MemoryQueue<string>({ visibilityMs: 10_000, maxAttempts: 3 })
    await use(queue)
    queue.close()
  },
  consume: async ({ queue }, use) => {
    const consumers: Consumer<string>[] = []
    await use((handle) => {
      const consumer = new Consumer({ queue, handle, batch: 2, pollMs: 1, maxPollMs: 20 })
      consumers.push(consumer)
      return consumer.start()
    })
    await Promise.all(consumers.map((consumer) => consumer.stop(0)))
  },
})

describe.concurrent('Consumer', () => {
  test('works off what is in the queue', async ({ queue, consume, expect }) => {
    for (const body of ['a', 'b', 'c', 'd', 'e']) queue.send(body)
    const handled: string[] = []
    consume(async ({ body }) => {
      await sleep(1)
      handled.push(body)
    })
    await vi.waitFor(() => expect(handled).toHaveLength(5))
    expect(queue.counts).toEqual({ ready: 0, inFlight: 0, dead: 0 })
  })

  test('notices what is sent while it sleeps', async ({ queue, consume, expect }) => {
    const consumer = consume(async () => {})
    await sleep(30)
    queue.send('late')
    const [message] = await once(consumer, 'done')
    expect(message).toMatchObject({ body: 'late', attempts: 1 })
  })

  test('tries again what failed', async ({ queue, consume, expect }) => {
    queue.send('flaky')
    const handle = vi.fn<() => Promise<void>>(async () => {})
    handle.mockRejectedValueOnce(new Error('not yet'))
    const consumer = consume(handle)
    const failures = vi.fn<() => void>()
    consumer.on('failed', failures)
    await once(consumer, 'done')
    expect(handle).toHaveBeenCalledTimes(2)
    expect(failures).toHaveBeenCalledOnce()
  })

  test('gives up in the end', async ({ queue, consume, expect }) => {
    queue.send('broken')
    consume(() => Promise.reject(new Error('never')))
    await expect.poll(() => queue.counts).toEqual({ ready: 0, inFlight: 0, dead: 1 })
  })
})

describe('Consumer.stop()', () => {
  test('waits for what is in hand', async ({ queue, consume }) => {
    queue.send('slow')
    queue.send('next')
    queue.send('too late')
    let finished = 0
    const consumer = consume(async () => {
      await sleep(30)
      finished += 1
    })
    await vi.waitFor(() => expect(queue.counts.inFlight).toBe(2))
    expect(await consumer.stop(5000)).toBe('finished')
    expect(finished).toBe(2)
    expect(queue.counts.ready).toBe(1)
  })

  test('aborts what takes too long', async ({ queue, consume }) => {
    queue.send('endless')
    const consumer = consume((_message, signal) => sleep(60_000, undefined, { signal }))
    await expect.poll(() => queue.counts.inFlight).toBe(1)
    expect(await consumer.stop(10)).toBe('aborted')
    expect(queue.counts).toEqual({ ready: 1, inFlight: 0, dead: 0 })
  })

  test('wakes a consumer that sleeps', async ({ consume }) => {
    const consumer = consume(async () => {})
    expect(await consumer.stop(5000)).toBe('finished')
  })
})
