// oxlint-disable typescript/unbound-method -- calling it without its object is what is tested
import { getEventListeners } from 'node:events'
import { scheduler, setImmediate, setInterval, setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Clock, createClock } from '../../../harness/clock/create-clock.ts'

let clock: Clock

beforeEach(() => {
  clock = createClock()
})

afterEach(() => {
  clock[Symbol.dispose]()
})

/** How a promise stands, without waiting for it. */
function watch(promise: Promise<unknown>): { state: string; value?: unknown } {
  const watched: { state: string; value?: unknown } = { state: 'pending' }
  promise.then(
    (value) => Object.assign(watched, { state: 'fulfilled', value }),
    (value: unknown) => Object.assign(watched, { state: 'rejected', value }),
  )
  return watched
}

function optionsOf(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}

const waits: [string, (signal?: AbortSignal) => Promise<unknown>][] = [
  ['setTimeout', (signal) => setTimeout(10, 'value', optionsOf(signal))],
  ['setImmediate', (signal) => setImmediate('value', optionsOf(signal))],
  [
    'setInterval',
    async (signal) => (await setInterval(10, 'value', optionsOf(signal)).next()).value,
  ],
  ['scheduler.wait', (signal) => scheduler.wait(10, optionsOf(signal))],
]

test.each(waits)('%s fulfils in virtual time and leaves no abort listener', async (name, start) => {
  const { signal } = new AbortController()
  const wait = watch(start(signal))
  await clock.advance(9)
  expect(wait.state).toBe(name === 'setImmediate' ? 'fulfilled' : 'pending')
  await clock.advance(1)
  expect(wait).toEqual({
    state: 'fulfilled',
    value: name === 'scheduler.wait' ? undefined : 'value',
  })
  // An iterator listens until it is returned from.
  expect(getEventListeners(signal, 'abort')).toHaveLength(name === 'setInterval' ? 1 : 0)
})

test.each(waits)('%s rejects with an AbortError when its signal aborts', async (_name, start) => {
  const controller = new AbortController()
  const wait = watch(start(controller.signal))
  await new Promise((resolve) => process.nextTick(resolve))
  const reason = new Error('enough')
  controller.abort(reason)
  await clock.advance(20)
  expect(wait.state).toBe('rejected')
  expect(wait.value).toMatchObject({
    name: 'AbortError',
    code: 'ABORT_ERR',
    message: 'The operation was aborted',
    cause: reason,
  })
  expect(clock.pending()).toEqual([])
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
})

test.each(waits)('%s rejects at once when its signal has aborted', async (_name, start) => {
  const wait = watch(start(AbortSignal.abort('before')))
  await clock.drain()
  expect(wait.value).toMatchObject({ name: 'AbortError', cause: 'before' })
  expect(clock.pending()).toEqual([])
})

test('ref: false makes a timer that does not keep the process', () => {
  void setTimeout(10, undefined, { ref: false })
  void setTimeout(10, undefined, { ref: true })
  expect(clock.pending().map(({ hasRef }) => hasRef)).toEqual([false, true])
})

test('bad options are refused with the error of Node', async () => {
  for (const options of [null, 5, { signal: {} }, { ref: 'yes' }]) {
    await expect(setTimeout(1, undefined, options as never)).rejects.toMatchObject({
      code: 'ERR_INVALID_ARG_TYPE',
    })
  }
  expect(clock.pending()).toEqual([])
})

test('setInterval yields at every tick, and makes up for those that nobody awaited', async () => {
  const seen: unknown[] = []
  const loop = (async () => {
    for await (const value of setInterval(10, 'tick')) {
      seen.push([value, clock.nowMs])
      if (seen.length === 2) await scheduler.wait(25)
      if (seen.length === 5) break
    }
  })()
  await clock.advance(60)
  await loop
  expect(seen).toEqual([
    ['tick', 10],
    ['tick', 20],
    ['tick', 45],
    ['tick', 45],
    ['tick', 50],
  ])
  expect(clock.pending()).toEqual([])
})

test('setInterval ends at return() and leaves no timer and no listener', async () => {
  const { signal } = new AbortController()
  const iterator = setInterval(10, 'tick', { signal })
  const first = iterator.next()
  await clock.advance(10)
  expect(await first).toEqual({ value: 'tick', done: false })
  expect(await iterator.return?.()).toEqual({ value: undefined, done: true })
  expect(clock.pending()).toEqual([])
  expect(getEventListeners(signal, 'abort')).toEqual([])
  expect(await iterator.next()).toEqual({ value: undefined, done: true })
})

test('scheduler.yield comes back in the next immediate', async () => {
  const wait = watch(scheduler.yield())
  await new Promise((resolve) => process.nextTick(resolve))
  expect(wait.state).toBe('pending')
  await clock.drain()
  expect(wait.state).toBe('fulfilled')
})

test('scheduler.wait without its scheduler is refused as by Node', () => {
  const { wait } = scheduler
  expect(() => Reflect.apply(wait, {}, [1])).toThrow(
    expect.objectContaining({ code: 'ERR_INVALID_THIS' }),
  )
})

test.each(waits)('%s rejects in the microtask in which that of Node does', async (_name, start) => {
  const countHops = async (): Promise<number> => {
    const controller = new AbortController()
    const wait = watch(start(controller.signal))
    for (let hops = 0; hops < 50; hops += 1) await Promise.resolve()
    controller.abort()
    let hops = 0
    for (; hops < 50 && wait.state === 'pending'; hops += 1) await Promise.resolve()
    return hops
  }
  const virtual = await countHops()
  clock.restore()
  expect(virtual).toBe(await countHops())
  expect(virtual).toBeLessThan(50)
})
