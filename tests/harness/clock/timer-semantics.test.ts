// oxlint-disable typescript/unbound-method -- the functions are looked at, or need no this
import { AsyncLocalStorage } from 'node:async_hooks'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Clock, createClock } from '../../../harness/clock/create-clock.ts'
import { real } from '../../../harness/platform/real-time.ts'

let clock: Clock

beforeEach(() => {
  clock = createClock()
})

afterEach(() => {
  clock[Symbol.dispose]()
  vi.restoreAllMocks()
})

/** When a timer started by `start` fires within the next 20 virtual ms. */
async function firesAt(start: (note: () => void) => unknown): Promise<number[]> {
  const times: number[] = []
  start(() => void times.push(clock.nowMs))
  await clock.advance(20)
  return times
}

test.each([
  [0, 1],
  [0.1, 1],
  [1, 1],
  [1.5, 1],
  [2.9, 2],
  [-5, 1],
  [Number.NaN, 1],
  [undefined, 1],
  [null, 1],
  ['7', 7],
  ['soon', 1],
])('a delay of %s counts as Node counts it: %s ms', async (delay, ms) => {
  expect(await firesAt((note) => setTimeout(note, delay as number))).toEqual([ms])
})

test('a delay beyond 2^31 - 1 ms counts as 1 and warns', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockReturnValue()
  expect(await firesAt((note) => setTimeout(note, 2 ** 31))).toEqual([1])
  expect(warn.mock.calls).toEqual([
    [
      '2147483648 does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.',
      'TimeoutOverflowWarning',
    ],
  ])
})

test.each([0, 0.1, -1, Number.NaN])('an interval of %s ms fires once a millisecond', async (ms) => {
  expect(await firesAt((note) => setInterval(note, ms))).toHaveLength(20)
})

test('a chain of delays of 0 takes a millisecond for each', async () => {
  const times = await firesAt((note) => {
    const again = (): void => {
      note()
      setTimeout(again, 0)
    }
    setTimeout(again, 0)
  })
  expect(times).toHaveLength(20)
  expect(times.slice(0, 3)).toEqual([1, 2, 3])
})

test('an interval goes on although its callback throws', async () => {
  let calls = 0
  setInterval(() => {
    calls += 1
    throw new Error(`call ${calls}`)
  }, 5)
  await expect(clock.advance(100)).rejects.toThrow('call 1')
  await expect(clock.advance(100)).rejects.toThrow('call 2')
  expect(clock.nowMs).toBe(10)
})

test('an interval comes after what its callback made with the same delay', async () => {
  const log: string[] = []
  setInterval(() => {
    log.push('interval')
    setTimeout(() => log.push('timeout'), 10)
  }, 10)
  await clock.advance(20)
  expect(log).toEqual(['interval', 'timeout', 'interval'])
})

test('an interval that clears itself does not come back', async () => {
  const times = await firesAt((note) => {
    const timer = setInterval(() => {
      note()
      clearInterval(timer)
    }, 5)
  })
  expect(times).toEqual([5])
  expect(clock.pending()).toEqual([])
})

test('clearTimeout and clearInterval clear both kinds, by handle and by number', async () => {
  const never = (): void => expect.unreachable()
  clearInterval(setTimeout(never, 1))
  clearTimeout(setInterval(never, 1))
  clearTimeout(Number(setTimeout(never, 1)))
  clearTimeout(`${setTimeout(never, 1)[Symbol.toPrimitive]()}`)
  clearTimeout(undefined)
  clearTimeout(null as never)
  await clock.advance(5)
})

test('a handle has the methods of that of Node', async () => {
  const timer = setTimeout(() => {}, 5)
  expect([timer.hasRef(), timer.unref().hasRef(), timer.ref().hasRef()]).toEqual([
    true,
    false,
    true,
  ])
  expect(Number(timer)).toBe(Number(timer))
  timer[Symbol.dispose]()
  expect(clock.pending()).toEqual([])
  const immediate = setImmediate(() => {})
  expect([immediate.hasRef(), immediate.unref().hasRef()]).toEqual([true, false])
  immediate[Symbol.dispose]()
  expect(clock.pending()).toEqual([])
})

test('refresh starts a timer again from now, also after it fired, but not after it was cleared', async () => {
  const times: number[] = []
  const timer = setTimeout(() => void times.push(clock.nowMs), 10)
  await clock.advance(6)
  timer.refresh()
  await clock.advance(10)
  timer.refresh()
  await clock.advance(10)
  clearTimeout(timer)
  timer.refresh()
  await clock.advance(10)
  expect(times).toEqual([16, 26])
})

test('a callback gets its arguments, with the timer as this', async () => {
  const calls: unknown[] = []
  function callback(this: unknown, ...args: unknown[]): void {
    calls.push(this, ...args)
  }
  const timer = setTimeout(callback, 1, 'a', 2)
  await clock.advance(1)
  expect(calls).toEqual([timer, 'a', 2])
})

test('a callback that is no function is refused with the error of Node', () => {
  for (const start of [setTimeout, setInterval, setImmediate]) {
    expect(() => start('code' as never)).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }),
    )
  }
})

test('callbacks run in the async context that made the timer', async () => {
  const context = new AsyncLocalStorage<string>()
  const seen: unknown[] = []
  const note = (): void => void seen.push(context.getStore())
  context.run('timeout', () => setTimeout(note, 1))
  context.run('immediate', () => setImmediate(note))
  await context.run('mover', () => clock.advance(1))
  expect(seen).toEqual(['immediate', 'timeout'])
})

test('a native timer from before the clock can be cleared under it', () => {
  const native = real.setTimeout(() => {}, 1e6)
  clearTimeout(native)
  expect(native).toHaveProperty('_destroyed', true)
})

test('an unref-ed timer fires as any other', async () => {
  expect(await firesAt((note) => setTimeout(note, 5).unref())).toEqual([5])
})

test('AbortSignal.timeout aborts with a TimeoutError in virtual time', async () => {
  const signal = AbortSignal.timeout(10)
  await clock.advance(9)
  expect(signal.aborted).toBe(false)
  await clock.advance(1)
  expect(signal.reason).toBeInstanceOf(DOMException)
  expect(signal.reason).toMatchObject({
    name: 'TimeoutError',
    message: 'The operation was aborted due to timeout',
  })
  expect(() => AbortSignal.timeout(-1)).toThrow(
    expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }),
  )
})

test('Date is the Date it stands for', () => {
  class Birthday extends Date {}
  const day = new Birthday(0)
  expect(day).toBeInstanceOf(Birthday)
  expect(day).toBeInstanceOf(Date)
  expect(new Date()).toBeInstanceOf(real.Date)
  expect(new real.Date()).toBeInstanceOf(Date)
  expect(new Date().constructor).toBe(Date)
  expect(new Date(2020, 1, 2).getMonth()).toBe(1)
  expect(Date.UTC(1970, 0)).toBe(0)
  expect([Date.name, Date.length]).toEqual(['Date', 7])
  // oxlint-disable-next-line unicorn/new-for-builtins -- the call is what is tested
  expect(Date()).toBe(new Date().toString())
})

test('Intl.DateTimeFormat takes the virtual now when it gets no date', async () => {
  clock.restore()
  clock = createClock({ startMs: 0 })
  const formatter = new Intl.DateTimeFormat('en', { timeZone: 'UTC', dateStyle: 'short' })
  expect(formatter).toBeInstanceOf(Intl.DateTimeFormat)
  expect(formatter.format()).toBe('1/1/70')
  expect(formatter.format(86_400_000)).toBe('1/2/70')
  expect(formatter.format).toBe(formatter.format)
  await clock.advance(2 * 86_400_000)
  expect(formatter.format()).toBe('1/3/70')
  expect(formatter.formatToParts()[2]?.value).toBe('3')
})

test('hrtime differences are right across a second, and a bad argument is refused', async () => {
  const before = process.hrtime()
  await clock.advance(2500)
  expect(process.hrtime(before)).toEqual([2, 500_000_000])
  expect(() => process.hrtime('x' as never)).toThrow(
    expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }),
  )
})

test('the entries of performance stay real', () => {
  const mark = performance.mark('real')
  expect(mark.startTime).toBeGreaterThan(0)
  expect(performance.getEntriesByName('real')).toEqual([mark])
  expect(performance.timeOrigin).toBeGreaterThan(0)
  performance.clearMarks('real')
})

test('monotonic clocks do not go back at install', () => {
  clock.restore()
  const before = [performance.now(), process.hrtime.bigint(), process.uptime()] as const
  clock = createClock()
  expect(performance.now()).toBeGreaterThanOrEqual(before[0])
  expect(process.hrtime.bigint() >= before[1]).toBe(true)
  expect(process.uptime()).toBeGreaterThanOrEqual(before[2])
})

test('Atomics.waitAsync times out in virtual time and passes a late notify on', async () => {
  const { waitAsync } = Atomics as unknown as {
    waitAsync(...args: unknown[]): { async: boolean; value: unknown }
  }
  const cell = new Int32Array(new SharedArrayBuffer(4))
  const first = waitAsync(cell, 0, 0, 10)
  const second = waitAsync(cell, 0, 0, 1000)
  await clock.advance(10)
  expect(await first.value).toBe('timed-out')
  Atomics.notify(cell, 0, 1)
  expect(await second.value).toBe('ok')
  expect(clock.pending()).toEqual([])
  expect(waitAsync(cell, 0, 1, 10)).toEqual({ async: false, value: 'not-equal' })
})

test.skipIf(!('Temporal' in globalThis))('Temporal.Now tells the virtual time', async () => {
  const { Now } = (globalThis as unknown as { Temporal: { Now: TemporalNow } }).Temporal
  clock.restore()
  clock = createClock({ startMs: 0 })
  await clock.advance(90_061_000)
  expect(Now.instant().epochMilliseconds).toBe(90_061_000)
  expect(String(Now.plainDateTimeISO('UTC'))).toBe('1970-01-02T01:01:01')
  expect(String(Now.plainDateISO('UTC'))).toBe('1970-01-02')
  expect(String(Now.plainTimeISO('UTC'))).toBe('01:01:01')
  expect(String(Now.zonedDateTimeISO('UTC'))).toBe('1970-01-02T01:01:01+00:00[UTC]')
})

interface TemporalNow {
  instant(): { epochMilliseconds: number }
  plainDateTimeISO(timeZone: string): unknown
  plainDateISO(timeZone: string): unknown
  plainTimeISO(timeZone: string): unknown
  zonedDateTimeISO(timeZone: string): unknown
}
