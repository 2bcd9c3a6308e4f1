import { describe, expect, test, vi } from 'vitest'

import { closeInReverse } from '../../reference/close-in-reverse.ts'
import { shutdownOnSignals } from '../../reference/shutdown-on-signals.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { createGate } from './gate.ts'
import { spawnBusy } from './spawn-task.ts'
import { useFakeProcess } from './use-fake-process.ts'
import { advance, drain, useVirtualTime } from './virtual-time.ts'

useVirtualTime()
failOnUnhandledRejections()
const fake = useFakeProcess()

/** Ends after so many milliseconds. */
function takes(ms: number): () => Promise<void> {
  return () => new Promise((resolve) => setTimeout(resolve, ms))
}

const never = (): Promise<void> => createGate().promise

describe('closeInReverse()', () => {
  test('closes one after the other, the last one first, and says how long each took', async () => {
    const closing = closeInReverse([
      { name: 'pool', close: takes(10) },
      { name: 'server', close: takes(20) },
    ])
    await advance(30)
    expect(await closing).toEqual({
      isGraceful: true,
      parts: [
        { name: 'server', outcome: 'closed', tookMs: 20 },
        { name: 'pool', outcome: 'closed', tookMs: 10 },
      ],
    })
  })

  test('gives up a part that does not end within its own deadline, aborts it, and goes on', async () => {
    const abort = vi.fn<() => void>()
    const closing = closeInReverse([
      { name: 'pool', close: takes(10) },
      { name: 'worker', close: { shutdown: never, abort }, deadlineMs: 100 },
    ])
    await advance(99)
    expect(abort).not.toHaveBeenCalled()
    await advance(11)
    expect(await closing).toEqual({
      isGraceful: false,
      parts: [
        { name: 'worker', outcome: 'aborted', tookMs: 100 },
        { name: 'pool', outcome: 'closed', tookMs: 10 },
      ],
    })
    expect(abort).toHaveBeenCalledTimes(1)
  })

  test('aborts what has not ended at the deadline of all, and begins no other', async () => {
    const pool = vi.fn<() => void>()
    const { task, abort, gate } = spawnBusy(fake.logger)
    const closing = closeInReverse(
      [
        { name: 'pool', close: pool },
        { name: 'worker', close: task },
      ],
      { deadlineMs: 100 },
    )
    await advance(100)
    expect(await closing).toMatchObject({
      isGraceful: false,
      parts: [
        { name: 'worker', outcome: 'aborted', tookMs: 100 },
        { name: 'pool', outcome: 'not-begun', tookMs: 0 },
      ],
    })
    expect(abort.aborted).toBe(true)
    expect(pool).not.toHaveBeenCalled()
    gate.open()
    await drain()
  })

  test('tells what failed, and closes the others', async () => {
    const cause = new Error('no connection')
    const fails = (): never => {
      throw cause
    }
    const closing = closeInReverse([takes(5), { name: 'pool', close: fails }])
    await advance(5)
    expect(await closing).toEqual({
      isGraceful: false,
      parts: [
        { name: 'pool', outcome: 'failed', tookMs: 0, cause },
        { name: '#1', outcome: 'closed', tookMs: 5 },
      ],
    })
  })

  test('is not disturbed by a part that fails after its deadline', async () => {
    const closing = closeInReverse([
      {
        name: 'pool',
        close: () => takes(200)().then(() => Promise.reject(new Error('late'))),
        deadlineMs: 100,
      },
    ])
    await advance(300)
    expect(await closing).toEqual({
      isGraceful: false,
      parts: [{ name: 'pool', outcome: 'aborted', tookMs: 100 }],
    })
  })

  test('hands the reason to functions', async () => {
    const close = vi.fn<(reason: object) => void>()
    await closeInReverse([close], { reason: { signal: 'SIGTERM' } })
    expect(close).toHaveBeenCalledExactlyOnceWith({ signal: 'SIGTERM' })
  })

  test.each<[closable: object, message: string]>([
    [
      { close: never },
      'Expected `managers` to have a shutdown(), or a `name` beside their `close`, got { close: [Function: never] } (object)',
    ],
    [
      { name: 'pool', close: {} },
      'Expected `close` of pool to have a shutdown() or to be a function, got {} (object)',
    ],
    [
      { name: 'pool', close: never, deadlineMs: -1 },
      'Expected `deadlineMs of pool` to be a finite number between 0 and 2147483647, got -1 (number)',
    ],
  ])('rejects %o', async (closable, message) => {
    await expect(closeInReverse([closable as never])).rejects.toThrow(new TypeError(message))
  })
})

describe('shutdownOnSignals() with parts', () => {
  test('says which part did not end within its deadline, and ends with exit code 1', async () => {
    shutdownOnSignals(
      [
        { name: 'pool', close: takes(10) },
        { name: 'server', close: never, deadlineMs: 500 },
      ],
      fake,
    )
    fake.process.emit('SIGTERM', 'SIGTERM')
    await advance(510)
    expect(fake.process.ends).toEqual(['exit 1'])
    expect(fake.logger.lines).toEqual([
      'info: Process got SIGTERM - shutting down within 10000 ms',
      'error: Process shutdown of server was aborted after 500 ms',
      'error: Process shutdown was not graceful - exit code 1',
    ])
  })

  test('says at the deadline of all what has not ended, and what was not begun', async () => {
    const failure = new Error('no')
    shutdownOnSignals(
      [
        { name: 'pool', close: takes(10) },
        { name: 'server', close: never },
        { name: 'scheduler', close: () => Promise.reject(failure) },
        { name: 'worker', close: never, deadlineMs: 300 },
      ],
      { ...fake, deadlineMs: 1000 },
    )
    fake.process.emit('SIGTERM', 'SIGTERM')
    await advance(1000)
    expect(fake.process.ends).toEqual(['exit 1'])
    expect(fake.logger.lines).toEqual([
      'info: Process got SIGTERM - shutting down within 1000 ms',
      'error: Process shutdown of worker was aborted after 300 ms',
      'error: Process shutdown of scheduler failed',
      'error: Process did not shut down within 1000 ms - aborting',
      'error: Process shutdown of server was aborted after 700 ms',
      'error: Process had no time left to shut down pool',
    ])
    expect(fake.logger.causes.filter(Boolean)).toEqual([failure])
  })
})
