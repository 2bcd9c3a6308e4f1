import { promiseHooks } from 'node:v8'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { createClock } from '../../../harness/clock/create-clock.ts'
import { runVirtual } from '../../../harness/virtual-run/run-virtual.ts'
import type { VirtualRunOptions } from '../../../harness/virtual-run/virtual-run.ts'

/** What a run must leave as it was. */
function readFunctions(): unknown[] {
  const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: { compile: unknown } }
  return [
    globalThis.setTimeout,
    globalThis.setImmediate,
    globalThis.queueMicrotask,
    globalThis.Date,
    process.nextTick,
    AbortSignal.timeout,
    wasm.compile,
  ]
}

const functions = readFunctions()

afterEach(() => {
  expect(readFunctions()).toEqual(functions)
})

/** The message of what a run rejects with. */
async function refuse(run: Promise<unknown>): Promise<string> {
  const error: unknown = await run.then(
    () => 'it was not refused',
    (reason: unknown) => reason,
  )
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

test.for([
  [undefined, 'undefined'],
  ['text', '"text"'],
] as const)('a body that is no function is refused: %s', async ([body, shown]) => {
  expect(await refuse(runVirtual(body as unknown as () => void))).toBe(
    `TypeError: Expected \`body\` to be a function, got ${shown}. Write runVirtual(async ({ clock }) => { … }).`,
  )
})

test.for<[VirtualRunOptions, string]>([
  [{ maxIdleFires: -1 }, 'Expected `maxIdleFires` to be a finite number >= 0, got -1 (number)'],
  [{ startMs: Number.NaN }, 'Expected `startMs` to be a finite number >= 0, got NaN (number)'],
  [{ startMs: Infinity }, 'Expected `startMs` to be a finite number >= 0, got Infinity (number)'],
  [{ autoAdvance: 1 as never }, 'Expected `autoAdvance` to be a boolean, got 1'],
  [null as never, 'Expected `options` to be an object, got null'],
  [
    { limit: 1 } as never,
    'Unknown option `limit` of runVirtual(): use startMs, maxIdleFires, maxFires, maxJobs, confirmMs, noticeMs, autoAdvance, network',
  ],
])('%o is refused', async ([options, message]) => {
  expect(await refuse(runVirtual(() => {}, options))).toBe(`TypeError: ${message}`)
})

test('a run within a run is refused, and the outer one goes on', async () => {
  const inner = await runVirtual(async () => {
    const text = await refuse(runVirtual(() => {}))
    await sleep(1000)
    return text
  })
  expect(inner).toBe(
    'ClockError: Cannot start runVirtual(): another one is running, and there is only one virtual time. Await it first, or do both in one body.',
  )
})

test('a run beside a clock is refused', async () => {
  using clock = createClock()
  expect(await refuse(runVirtual(() => {}))).toMatch(
    /^ClockError: A virtual clock is installed already, by .*run-virtual\.test\.ts:\d+:\d+\. Call restore\(\) on it first\.$/,
  )
  expect(clock.nowMs).toBe(0)
})

test('a run under the fake timers of Vitest is refused', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] })
  try {
    expect(await refuse(runVirtual(() => {}))).toBe(
      'ClockError: Cannot install the virtual clock: Date is faked by @sinonjs/fake-timers (Vitest, Jest and Sinon use it). Call vi.useRealTimers(), jest.useRealTimers() or clock.restore() first.',
    )
  } finally {
    vi.useRealTimers()
  }
})

test('what the body throws comes through unchanged', async () => {
  const error = new Error('boom')
  const thrower = (): never => {
    throw error
  }
  await expect(runVirtual(thrower)).rejects.toBe(error)
  await expect(runVirtual(async () => thrower())).rejects.toBe(error)
  const later = runVirtual(async () => {
    await sleep(1000)
    throw error
  })
  await expect(later).rejects.toBe(error)
  await expect(runVirtual(() => Promise.reject(error))).rejects.toBe(error)
})

test('what a callback of a timer throws ends the run', async () => {
  const error = new Error('boom')
  const run = runVirtual(async () => {
    setTimeout(() => {
      throw error
    }, 10)
    await new Promise(() => {})
  })
  await expect(run).rejects.toBe(error)
})

test('the hooks are gone after a deadlock', async () => {
  await expect(runVirtual(() => new Promise(() => {}))).rejects.toThrow('[DEADLOCK]')
  let count = 0
  const stop: unknown = promiseHooks.onInit(() => {
    count += 1
  })
  await runVirtual(() => {})
  ;(stop as () => void)()
  expect(count).toBeGreaterThan(0)
  await expect(runVirtual(async () => sleep(5, 'done'))).resolves.toBe('done')
})

test('the time at the start can be set', async () => {
  const times = await runVirtual(
    async ({ clock }) => {
      await sleep(1500)
      return [Date.now(), clock.nowMs]
    },
    { startMs: 1_000_000 },
  )
  expect(times).toEqual([1_001_500, 1500])
})

test('a run that takes long says what it is at', async () => {
  const warnings: string[] = []
  const listen = (warning: Error): void => void warnings.push(`${warning.name}: ${warning.message}`)
  process.on('warning', listen)
  await runVirtual(
    async () => {
      await sleep(1000)
    },
    { noticeMs: 0 },
  )
  await sleep(0)
  process.off('warning', listen)
  expect(warnings).toEqual([
    expect.stringMatching(
      /^VirtualRunWarning: runVirtual\(\) is still running after \d+ ms: 0 timers fired, 0 ms of virtual time\.\n {2}await {4}.*run-virtual\.test\.ts:\d+:\d+\)?\n {2}promise {2}the promise of a timer at .*:\d+:\d+\)?$/,
    ),
  ])
})
