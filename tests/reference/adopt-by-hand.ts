import { vi } from 'vitest'
import type { Mock } from 'vitest'

import { adopt } from '../../reference/adopt.ts'
import type { AdoptOptions } from '../../reference/adopt.ts'
import type { BackgroundTask } from '../../reference/background-task.ts'
import { createRecordingLogger } from './recording-logger.ts'
import type { RecordingLogger } from './recording-logger.ts'

export interface AdoptedByHand {
  task: BackgroundTask
  work: Mock<(signal: AbortSignal) => unknown>
  stop: Mock<(handle: string) => unknown>
  logger: RecordingLogger
  run(this: void): Promise<void>
}

/** Adopts a thing that does nothing by itself: the test calls `run`. */
export function adoptByHand(options: Partial<AdoptOptions<string>> = {}): AdoptedByHand {
  const logger = createRecordingLogger()
  const work = vi.fn<(signal: AbortSignal) => unknown>(options.work)
  const stop = vi.fn<(handle: string) => unknown>(options.stop)
  let run = (): Promise<void> => Promise.reject(new Error('start was not called'))
  const task = adopt({
    logger,
    ...options,
    work,
    start(given) {
      run = given
      return options.start?.(given) ?? 'handle'
    },
    stop,
  })
  return { task, work, stop, logger, run }
}
