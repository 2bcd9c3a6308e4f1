import { afterEach, beforeEach, expect, vi } from 'vitest'

import { FakeProcess } from './fake-process.ts'
import { createRecordingLogger } from './recording-logger.ts'
import type { RecordingLogger } from './recording-logger.ts'

/** Options of `shutdownOnSignals()`: a process and a logger that are new in each test of the file. */
export interface FakeOptions {
  process: FakeProcess
  logger: RecordingLogger
}

/** Gives each test of the file a process, on which nothing may be left. Needs virtual time. */
export function useFakeProcess(): FakeOptions {
  const fake = { process: new FakeProcess(), logger: createRecordingLogger() }
  beforeEach(() => {
    fake.process = new FakeProcess()
    fake.logger = createRecordingLogger()
  })
  afterEach(() => {
    expect(fake.process.listenerTotal).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })
  return fake
}
