import { expect, test, vi } from 'vitest'

import { logSafely } from '../../reference/logger.ts'
import { failingLoggers } from './failing-logger.ts'
import { createRecordingLogger } from './recording-logger.ts'

test('logs at the level, with the cause as it is', () => {
  const logger = createRecordingLogger()
  logSafely(logger, 'info', 'a')
  logSafely(logger, 'warn', 'b')
  logSafely(logger, 'error', 'c', undefined)
  logSafely(logger, 'error', 'd', 'cause')
  expect(logger.lines).toEqual(['info: a', 'warn: b', 'error: c', 'error: d'])
  expect(logger.causes).toEqual([undefined, 'cause'])
})

test('calls the logger as its own method', () => {
  class Prefixing {
    readonly #prefix = 'x '
    readonly lines: string[] = []
    info = (): void => {}
    warn(message: string): void {
      this.lines.push(this.#prefix + message)
    }
    error = (): void => {}
  }
  const logger = new Prefixing()
  logSafely(logger, 'warn', 'a')
  expect(logger.lines).toEqual(['x a'])
})

test('uses the console of the moment without a logger', () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  logSafely(undefined, 'error', 'a', 'cause')
  expect(error.mock.calls).toEqual([['a', 'cause']])
  error.mockRestore()
})

test('survives a logger that throws, rejects or is none', async () => {
  const unhandled = vi.fn<() => void>()
  process.on('unhandledRejection', unhandled)
  for (const logger of failingLoggers) logSafely(logger, 'info', 'a')
  // @ts-expect-error a logger has three methods
  logSafely({}, 'info', 'a')
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})
