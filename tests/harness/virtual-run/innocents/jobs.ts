import { AsyncLocalStorage } from 'node:async_hooks'
import { EventEmitter, on } from 'node:events'
import { readFile as readFileAsync } from 'node:fs/promises'
import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises'
import { someFile } from './folder.ts'
import type { Innocent } from './innocent.ts'

/** Promises, microtasks, ticks and immediates. */
export const jobs: readonly Innocent[] = [
  { name: 'nothing at all', body: () => 'done', expected: 'done' },
  { name: 'a synchronous value after work', body: async () => 1 + 1, expected: 2 },
  {
    name: 'a hundred thousand microtasks',
    body: async () => {
      for (let n = 0; n < 100_000; n += 1) await null
      return 'done'
    },
    expected: 'done',
  },
  {
    name: 'fifty thousand ticks',
    body: () =>
      new Promise((resolve) => {
        let n = 0
        const step = (): void => {
          n += 1
          if (n < 50_000) process.nextTick(step)
          else resolve('done')
        }
        step()
      }),
    expected: 'done',
  },
  {
    name: 'queueMicrotask',
    body: () =>
      new Promise((resolve) => {
        queueMicrotask(() => queueMicrotask(() => resolve('done')))
      }),
    expected: 'done',
  },
  {
    name: 'a thousand immediates',
    body: async () => {
      for (let n = 0; n < 1000; n += 1) await immediate()
      return 'done'
    },
    expected: 'done',
  },
  {
    name: 'a poll with immediates until time has passed',
    body: async () => {
      const end = Date.now() + 20
      while (Date.now() < end) await immediate()
      return 'done'
    },
    expected: 'done',
  },
  {
    name: 'a web stream',
    body: async () => {
      const parts: string[] = []
      const stream = new ReadableStream<string>({
        start(controller) {
          setTimeout(() => {
            controller.enqueue('a')
            controller.close()
          }, 1000)
        },
      })
      for await (const part of stream as unknown as AsyncIterable<string>) parts.push(part)
      return parts
    },
    expected: ['a'],
  },
  {
    name: 'for await over events.on',
    body: async () => {
      const emitter = new EventEmitter()
      const timer = setInterval(() => emitter.emit('tick', 1), 1000)
      let n = 0
      for await (const _ of on(emitter, 'tick')) {
        n += 1
        if (n === 3) break
      }
      clearInterval(timer)
      return n
    },
    expected: 3,
  },
  {
    name: 'async generators in each other',
    body: async () => {
      async function* inner(): AsyncGenerator<number> {
        for (let n = 0; n < 3; n += 1) {
          await sleep(10)
          yield n
        }
      }
      async function* outer(): AsyncGenerator<number> {
        yield* inner()
        yield* inner()
      }
      let sum = 0
      for await (const n of outer()) sum += n
      return sum
    },
    expected: 6,
  },
  {
    name: 'a thenable that takes time',
    body: async () =>
      await {
        then: (resolve: (value: string) => void) => {
          setTimeout(() => resolve('done'), 100)
        },
      },
    expected: 'done',
  },
  {
    name: 'a thenable as the result',
    body: () => ({
      then: (resolve: (value: string) => void) => {
        setTimeout(() => resolve('done'), 100)
      },
    }),
    expected: 'done',
  },
  {
    name: 'AsyncLocalStorage',
    body: async () => {
      const storage = new AsyncLocalStorage<string>()
      return storage.run('kept', async () => {
        await sleep(1000)
        await readFileAsync(someFile)
        return storage.getStore()
      })
    },
    expected: 'kept',
  },
  {
    name: 'a race with a promise that never settles',
    body: async () => Promise.race([new Promise(() => {}), sleep(1000, 'done')]),
    expected: 'done',
  },
  {
    name: 'many tasks at once',
    body: async () =>
      (
        await Promise.all(
          Array.from({ length: 200 }, async (_, n) => {
            await sleep(n)
            await immediate()
            return n
          }),
        )
      ).length,
    expected: 200,
  },
  {
    name: 'a hand-over of a lock',
    body: async () => {
      let last: Promise<void> = Promise.resolve()
      const order: number[] = []
      const locked = (n: number): Promise<void> => {
        last = last.then(async () => {
          await sleep(10)
          order.push(n)
        })
        return last
      }
      await Promise.all([locked(1), locked(2), locked(3)])
      return order
    },
    expected: [1, 2, 3],
  },
]
