import { describe, expect, test, vi } from 'vitest'

import { BackgroundTask } from '../../reference/background-task.ts'
import type { ShutdownReason } from '../../reference/closable.ts'
import { shutdownOnSignals } from '../../reference/shutdown-on-signals.ts'
import { FakeProcess } from './fake-process.ts'
import { failOnUnhandledRejections } from './fail-on-unhandled-rejections.ts'
import { createGate } from './gate.ts'
import { LINES } from './recording-logger.ts'
import { spawnBusy, spawnIdle } from './spawn-task.ts'
import { useFakeProcess } from './use-fake-process.ts'
import { advance, drain, useVirtualTime } from './virtual-time.ts'

const GOT_SIGTERM = 'info: Process got SIGTERM - shutting down within 10000 ms'
const COMPLETE = 'info: Process shutdown complete'
const NOT_GRACEFUL = 'error: Process shutdown was not graceful - exit code 1'

useVirtualTime()
failOnUnhandledRejections()
const fake = useFakeProcess()

describe('the first signal', () => {
  test.each(['SIGINT', 'SIGTERM'])('%s shuts down and ends with exit code 0', async (signal) => {
    shutdownOnSignals(spawnIdle(fake.logger), fake)
    fake.process.emit(signal, signal)
    expect(fake.process.ends).toEqual([])
    await drain()
    expect(fake.process.ends).toEqual(['exit 0'])
    expect(fake.logger.lines).toEqual([
      `info: Process got ${signal} - shutting down within 10000 ms`,
      LINES.complete,
      COMPLETE,
    ])
  })

  test('waits for the run in flight', async () => {
    const { task, gate } = spawnBusy(fake.logger)
    shutdownOnSignals(task, fake)
    fake.process.emit('SIGTERM', 'SIGTERM')
    await advance(9999)
    expect(fake.process.ends).toEqual([])
    gate.open()
    await drain()
    expect(fake.process.ends).toEqual(['exit 0'])
  })

  test('shuts down several one after the other, the last one first', async () => {
    const order: string[] = []
    const gate = createGate()
    const reasons: ShutdownReason[] = []
    const plain = { shutdown: () => Promise.resolve(order.push('plain manager')) }
    const close = async (reason: ShutdownReason): Promise<void> => {
      reasons.push(reason)
      order.push('function')
      await gate.promise
      order.push('function ended')
    }
    shutdownOnSignals(
      [plain, close, { shutdown: () => gate.promise.then(() => order.push('last')) }],
      fake,
    )
    fake.process.emit('SIGTERM', 'SIGTERM')
    await drain()
    expect(order).toEqual([])
    gate.open()
    await drain()
    expect(order).toEqual(['last', 'function', 'function ended', 'plain manager'])
    expect(reasons).toEqual([{ signal: 'SIGTERM' }])
    expect(fake.process.ends).toEqual(['exit 0'])
  })

  test('heeds the exit code that the process was given', async () => {
    fake.process.exitCode = 3
    shutdownOnSignals(spawnIdle(fake.logger), fake)
    fake.process.emit('SIGTERM', 'SIGTERM')
    await drain()
    expect(fake.process.ends).toEqual(['exit 3'])
  })

  test('ends with exit code 1 when a manager fails, and the others are shut down too', async () => {
    const failure = new Error('no')
    const fail = (): never => {
      throw failure
    }
    shutdownOnSignals(
      [spawnIdle(fake.logger), () => Promise.reject(failure), { shutdown: fail }],
      fake,
    )
    fake.process.emit('SIGTERM', 'SIGTERM')
    await drain()
    expect(fake.process.ends).toEqual(['exit 1'])
    expect(fake.logger.lines).toEqual([
      GOT_SIGTERM,
      'error: Process shutdown failed',
      'error: Process shutdown failed',
      LINES.complete,
      NOT_GRACEFUL,
    ])
    expect(fake.logger.causes.slice(0, 2)).toEqual([failure, failure])
  })

  test('ends with exit code 1 when a task had died', async () => {
    const task = BackgroundTask.spawn(() => Promise.reject(new Error('bug')), fake)
    await drain()
    shutdownOnSignals(task, fake)
    fake.process.emit('SIGTERM', 'SIGTERM')
    await drain()
    expect(fake.process.ends).toEqual(['exit 1'])
    expect(fake.logger.lines).toEqual(['error: Background task died', GOT_SIGTERM, NOT_GRACEFUL])
  })
})

describe('reraise', () => {
  test.each([
    ['ends by the signal', {}, 'kill SIGTERM'],
    ['exits with 128 + its number on Windows', { platform: 'win32' }, 'exit 143'],
    ['exits with 128 + its number as process 1', { pid: 1 }, 'exit 143'],
  ])('%s', async (_, options, end) => {
    fake.process = new FakeProcess(options)
    shutdownOnSignals(spawnIdle(fake.logger), { ...fake, reraise: true })
    fake.process.emit('SIGTERM', 'SIGTERM')
    await drain()
    expect(fake.process.ends).toEqual([end])
  })

  test('exits with 128 + its number where somebody else listens', async () => {
    const other = (): void => {}
    fake.process.on('SIGINT', other)
    shutdownOnSignals(spawnIdle(fake.logger), { ...fake, reraise: true })
    fake.process.emit('SIGINT', 'SIGINT')
    await drain()
    expect(fake.process.ends).toEqual(['exit 130'])
    fake.process.off('SIGINT', other)
  })

  test('is not for a shutdown that was not graceful', async () => {
    shutdownOnSignals(() => Promise.reject(new Error('no')), {
      ...fake,
      reraise: true,
    })
    fake.process.emit('SIGTERM', 'SIGTERM')
    await drain()
    expect(fake.process.ends).toEqual(['exit 1'])
  })
})

describe('what it returns', () => {
  test('closes by hand, once', async () => {
    const shutdown = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const handlers = shutdownOnSignals({ shutdown }, fake)
    handlers.close()
    handlers.close()
    await drain()
    expect(shutdown).toHaveBeenCalledTimes(1)
    expect(fake.process.ends).toEqual(['exit 0'])
    expect(fake.logger.lines).toEqual([
      'info: Process was told to close - shutting down within 10000 ms',
      COMPLETE,
    ])
  })

  test('uninstalls all listeners, also when it is dropped', () => {
    for (const way of ['uninstall', Symbol.dispose] as const) {
      const handlers = shutdownOnSignals([], { ...fake, errors: true })
      expect(fake.process.listenerTotal).toBe(4)
      handlers[way]()
      expect(fake.process.listenerTotal).toBe(0)
    }
  })

  test('lets a shutdown under way go on when it is uninstalled', async () => {
    const { task, gate } = spawnBusy(fake.logger)
    const handlers = shutdownOnSignals(task, fake)
    fake.process.emit('SIGTERM', 'SIGTERM')
    handlers.uninstall()
    expect(fake.process.listenerTotal).toBe(0)
    gate.open()
    await drain()
    expect(fake.process.ends).toEqual(['exit 0'])
  })

  test('may be put in place again once it was uninstalled, not before', () => {
    const options = fake
    const first = shutdownOnSignals([], options)
    const install = (): unknown => shutdownOnSignals([], options)
    const error = new Error(
      'shutdownOnSignals() is in place already: pass all managers to one call, or uninstall() the first',
    )
    expect(install).toThrow(error)
    first.uninstall()
    const second = shutdownOnSignals([], options)
    first.uninstall()
    expect(install).toThrow(error)
    second.uninstall()
  })
})

describe('the arguments', () => {
  test('name the signals and the lines', async () => {
    const options = { ...fake, signals: ['SIGUSR2'], name: 'Worker' } as const
    shutdownOnSignals([], options)
    expect(fake.process.eventNames()).toEqual(['SIGUSR2'])
    fake.process.emit('SIGUSR2', 'SIGUSR2')
    await drain()
    expect(fake.logger.lines[0]).toBe('info: Worker got SIGUSR2 - shutting down within 10000 ms')
  })

  test('a signal that is named twice is listened for once', () => {
    const handlers = shutdownOnSignals([], { ...fake, signals: ['SIGINT', 'SIGINT'] })
    expect(fake.process.listenerCount('SIGINT')).toBe(1)
    handlers.uninstall()
  })

  test('SIGBREAK is listened for on Windows', () => {
    fake.process = new FakeProcess({ platform: 'win32' })
    const handlers = shutdownOnSignals([], fake)
    expect(fake.process.eventNames()).toEqual(['SIGINT', 'SIGTERM', 'SIGBREAK'])
    handlers.uninstall()
  })

  test.each([
    [42, {}, 'Expected `managers` to have a shutdown() or to be functions, got 42 (number)'],
    [[null], {}, 'Expected `managers` to have a shutdown() or to be functions, got null (object)'],
    [
      [],
      { signals: ['SIGTREM'] },
      "Expected `signals` to be signals that can be caught, got 'SIGTREM' (string)",
    ],
    [
      [],
      { signals: ['SIGKILL'] },
      "Expected `signals` to be signals that can be caught, got 'SIGKILL' (string)",
    ],
    [[], { signals: 'SIGINT' }, "Expected `signals` to be an array, got 'SIGINT' (string)"],
    [
      [],
      { deadlineMs: Number.POSITIVE_INFINITY },
      'Expected `deadlineMs` to be a finite number between 0 and 2147483647, got Infinity (number)',
    ],
    [[], { debounceMs: -1 }, 'Expected `debounceMs` to be a finite number >= 0, got -1 (number)'],
  ])('%o with %o throws', (managers, options, message) => {
    const call = (): unknown =>
      // @ts-expect-error what is wrong is the point
      shutdownOnSignals(managers, { process: fake.process, ...options })
    expect(call).toThrow(new TypeError(message))
  })
})
