import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Clock, createClock } from '../../../harness/clock/create-clock.ts'

let clock: Clock
let log: unknown[]

beforeEach(() => {
  clock = createClock({ startMs: 1_000_000 })
  log = []
})

afterEach(() => {
  clock[Symbol.dispose]()
})

/** Logs `what` with the virtual time. */
function note(what: string): () => void {
  return () => void log.push(`${what} ${clock.nowMs}`)
}

test('advance fires what is due in order and ends at the time asked for', async () => {
  setTimeout(note('c'), 30)
  setTimeout(note('a'), 10)
  setInterval(note('i'), 10)
  setTimeout(note('late'), 31)
  await clock.advance(30)
  expect(log).toEqual(['a 10', 'i 10', 'i 20', 'c 30', 'i 30'])
  expect(clock.nowMs).toBe(30)
  await clock.advance(0)
  expect(log).toHaveLength(5)
})

test('the wall clock and the monotonic clocks move with it', async () => {
  const before = [Date.now(), performance.now(), process.hrtime.bigint(), process.uptime()] as const
  await clock.advance(1500)
  expect(Date.now()).toBe(1_001_500)
  expect(new Date().getTime()).toBe(1_001_500)
  expect(before[0]).toBe(1_000_000)
  expect(performance.now() - before[1]).toBeCloseTo(1500, 6)
  expect(process.hrtime.bigint() - before[2]).toBe(1_500_000_000n)
  expect(process.uptime() - before[3]).toBeCloseTo(1.5, 6)
})

test('a chain of ticks, microtasks and immediates settles before the next timer at that time', async () => {
  setTimeout(() => {
    setImmediate(() => {
      note('immediate')()
      void Promise.resolve().then(note('after the immediate'))
    })
    void (async () => {
      for (let hops = 0; hops < 1000; hops += 1) await Promise.resolve()
      process.nextTick(() => queueMicrotask(note('end of the chain')))
    })()
    process.nextTick(note('tick'))
    queueMicrotask(note('microtask'))
    note('first')()
  }, 10)
  setTimeout(note('second'), 10)
  await clock.advance(10)
  expect(log).toEqual([
    'first 10',
    'tick 10',
    'microtask 10',
    'end of the chain 10',
    'immediate 10',
    'after the immediate 10',
    'second 10',
  ])
})

test('a message that a timer posts arrives before the next timer', async () => {
  const { port1, port2 } = new MessageChannel()
  port2.on('message', note('message'))
  setTimeout(() => port1.postMessage(1), 10)
  setTimeout(note('next'), 11)
  await clock.advance(20)
  port1.close()
  expect(log).toEqual(['message 10', 'next 11'])
})

test('what the caller has set going runs before time moves', async () => {
  const { port1, port2 } = new MessageChannel()
  port2.on('message', note('message'))
  port1.postMessage(1)
  setImmediate(note('immediate'))
  setTimeout(note('timer'), 1)
  await clock.advance(1)
  port1.close()
  expect(log.map(String).toSorted()).toEqual(['immediate 0', 'message 0', 'timer 1'])
})

test('timers that a timer makes fire in the same advance when they are due in it', async () => {
  setTimeout(() => setTimeout(() => setTimeout(note('third'), 10), 10), 10)
  await clock.advance(29)
  expect(log).toEqual([])
  await clock.advance(1)
  expect(log).toEqual(['third 30'])
})

test('fractions of a millisecond add up', async () => {
  setTimeout(note('fired'), 1)
  for (let step = 0; step < 9; step += 1) await clock.advance(0.1)
  expect([clock.nowMs, log]).toEqual([0, []])
  await clock.advance(0.1)
  expect([clock.nowMs, log]).toEqual([1, ['fired 1']])
  await clock.advance(2.5)
  await clock.advance(2.5)
  expect(clock.nowMs).toBe(6)
})

test('a virtual day of seconds passes tick by tick', async () => {
  let ticks = 0
  setInterval(() => {
    ticks += 1
  }, 60_000)
  await clock.advance(24 * 3_600_000)
  expect(ticks).toBe(1440)
})

test('next goes to the next timer, fires that one alone and says so', async () => {
  setTimeout(note('a'), 10)
  setTimeout(note('b'), 10)
  expect(clock.nextDueInMs).toBe(10)
  expect(await clock.next()).toBe(true)
  expect([log, clock.nowMs, clock.nextDueInMs]).toEqual([['a 10'], 10, 0])
  expect(await clock.next()).toBe(true)
  expect(clock.nextDueInMs).toBeUndefined()
  expect(await clock.next()).toBe(false)
  expect(log).toEqual(['a 10', 'b 10'])
})

test('drain runs what is runnable and leaves time alone', async () => {
  setTimeout(note('timer'), 1)
  setImmediate(() => setImmediate(note('immediate')))
  expect(clock.nextDueInMs).toBe(0)
  await clock.drain()
  expect(log).toEqual(['immediate 0'])
  expect(clock.nowMs).toBe(0)
})

test('an immediate waits for the clock', async () => {
  setImmediate(note('immediate'))
  await new Promise((resolve) => process.nextTick(resolve))
  expect(log).toEqual([])
  await clock.drain()
  expect(log).toEqual(['immediate 0'])
})

test('a cleared immediate does not run', async () => {
  clearImmediate(setImmediate(note('never')))
  const doomed = {
    immediate: setImmediate(() => clearImmediate(doomed.second)),
    second: setImmediate(note('never')),
  }
  await clock.drain()
  expect(log).toEqual([])
})

test('moves queue up, also one that a timer asks for', async () => {
  setTimeout(() => void clock.advance(5).then(note('inner')), 10)
  await Promise.all([clock.advance(20).then(note('first')), clock.advance(10).then(note('second'))])
  await clock.drain()
  expect(log).toEqual(['first 20', 'second 30', 'inner 35'])
})

test('an error of a callback rejects the move, which stops there and can go on', async () => {
  const error = new Error('broken')
  setTimeout(() => {
    throw error
  }, 10)
  setTimeout(note('later'), 20)
  await expect(clock.advance(30)).rejects.toBe(error)
  expect(clock.nowMs).toBe(10)
  await clock.advance(20)
  expect([log, clock.nowMs]).toEqual([['later 20'], 30])
})

test('next rejects with the error of the callback', async () => {
  setImmediate(() => {
    throw new Error('immediate')
  })
  await expect(clock.next()).rejects.toThrow('immediate')
  await expect(clock.next()).resolves.toBe(false)
})

test('onTimerError takes the errors and the clock goes on', async () => {
  clock.restore()
  const onTimerError = vi.fn<(error: unknown) => void>()
  clock = createClock({ onTimerError })
  setInterval(() => {
    throw new Error(`at ${clock.nowMs}`)
  }, 10)
  await clock.advance(25)
  expect(onTimerError.mock.calls).toEqual([[new Error('at 10')], [new Error('at 20')]])
  expect(clock.nowMs).toBe(25)
})

test('jump moves at once: what was due fires once, late, and intervals go on from there', async () => {
  setInterval(note('interval'), 10)
  setTimeout(note('b'), 25)
  setTimeout(note('a'), 15)
  setTimeout(() => setTimeout(note('nested'), 5), 12)
  setTimeout(note('future'), 105)
  await clock.jump(100)
  expect(log).toEqual(['interval 100', 'a 100', 'b 100'])
  await clock.advance(10)
  expect(log.slice(3)).toEqual(['future 105', 'nested 105', 'interval 110'])
})

test('jump first runs what is runnable before it moves', async () => {
  void Promise.resolve().then(() => setTimeout(note('made before'), 5))
  await clock.jump(10)
  expect(log).toEqual(['made before 10'])
})
