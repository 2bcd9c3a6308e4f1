import { once } from 'node:events'
import { BroadcastChannel, MessageChannel, type Worker } from 'node:worker_threads'
import { atomics } from '../../../../harness/clock/timeouts.ts'
import { beats } from './beats.ts'
import { startWorker } from './start-worker.ts'
import type { Innocent } from './innocent.ts'

let worker: Worker

/** Workers, messages, shared memory. */
export const threads: readonly Innocent[] = [
  {
    name: 'a worker that computes',
    body: () =>
      beats(
        once(
          startWorker(
            'const end = Date.now() + 200; while (Date.now() < end); parentPort.postMessage(1)',
          ),
          'message',
        ),
      ),
    expected: 'work',
  },
  {
    name: 'a worker that sleeps',
    body: () =>
      beats(once(startWorker('setTimeout(() => parentPort.postMessage(1), 250)'), 'message')),
    expected: 'work',
  },
  {
    name: 'a worker that answers',
    body: () =>
      beats(
        (async () => {
          const own = startWorker(
            'parentPort.on("message", (n) => setTimeout(() => parentPort.postMessage(n + 1), 60))',
          )
          let n: unknown = 0
          for (let round = 0; round < 3; round += 1) {
            own.postMessage(n)
            ;[n] = (await once(own, 'message')) as unknown[]
          }
          await own.terminate()
          return n
        })(),
        (n) => n,
      ),
    expected: 3,
  },
  {
    name: 'an unref’d worker that was asked',
    body: () =>
      beats(
        (async () => {
          const own = startWorker(
            'parentPort.once("message", () => setTimeout(() => parentPort.postMessage(1), 250))',
          )
          own.unref()
          own.postMessage(0)
          await once(own, 'message')
          await own.terminate()
        })(),
      ),
    expected: 'work',
  },
  {
    name: 'a worker from before that is asked',
    before: async () => {
      worker = startWorker(
        'parentPort.on("message", () => setTimeout(() => parentPort.postMessage(1), 250))',
      )
      await once(worker, 'online')
    },
    body: () =>
      beats(
        (async () => {
          worker.postMessage(0)
          await once(worker, 'message')
        })(),
      ),
    expected: 'work',
    after: () => worker.terminate(),
  },
  {
    name: 'the exit of a worker',
    body: () => beats(once(startWorker(''), 'exit')),
    expected: 'work',
  },
  {
    name: 'terminate()',
    body: () =>
      beats(
        (async () => {
          const own = startWorker('setInterval(() => {}, 1000)')
          await once(own, 'online')
          return own.terminate()
        })(),
      ),
    expected: 'work',
  },
  {
    name: 'Atomics.waitAsync, woken by a worker',
    body: () =>
      beats(
        (async () => {
          const cell = new Int32Array(new SharedArrayBuffer(4))
          const own = startWorker(
            'setTimeout(() => { Atomics.store(workerData, 0, 1); Atomics.notify(workerData, 0) }, 250)',
            { workerData: cell },
          )
          own.unref()
          const outcome = await atomics.waitAsync(cell, 0, 0).value
          await own.terminate()
          return outcome
        })(),
        (outcome) => outcome,
      ),
    expected: 'ok',
  },
  {
    name: 'Atomics.waitAsync, woken here',
    body: async () => {
      const cell = new Int32Array(new SharedArrayBuffer(4))
      setTimeout(() => {
        Atomics.notify(cell, 0)
      }, 1000)
      return atomics.waitAsync(cell, 0, 0).value
    },
    expected: 'ok',
  },
  {
    name: 'Atomics.waitAsync with a time-out',
    body: async () => atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000).value,
    expected: 'timed-out',
  },
  {
    name: 'a message channel',
    body: () =>
      beats(
        (async () => {
          const { port1, port2 } = new MessageChannel()
          port1.postMessage(1)
          await once(port2, 'message')
          port1.close()
        })(),
      ),
    expected: 'work',
  },
  {
    name: 'a message channel, a hundred times to and fro',
    body: () =>
      beats(
        (async () => {
          const { port1, port2 } = new MessageChannel()
          port2.on('message', (n: number) => port2.postMessage(n + 1))
          let n = 0
          for (let round = 0; round < 100; round += 1) {
            port1.postMessage(n)
            ;[n] = (await once(port1, 'message')) as [number]
          }
          port1.close()
          return n
        })(),
        (n) => n,
      ),
    expected: 100,
  },
  {
    name: 'a broadcast channel',
    body: () =>
      beats(
        new Promise((resolve) => {
          const [a, b] = [new BroadcastChannel('innocents'), new BroadcastChannel('innocents')]
          b.onmessage = () => {
            a.close()
            b.close()
            resolve(undefined)
          }
          a.postMessage(1)
        }),
      ),
    expected: 'work',
  },
]
