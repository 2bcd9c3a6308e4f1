import { expect, test, vi } from 'vitest'

import { SchedulerTask } from '../../reference/scheduler-task.ts'
import { createGate } from './gate.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'

vi.mock('node:worker_threads', () => ({
  Worker: function Worker(): never {
    throw new Error('no threads here')
  },
}))

test('where no thread can be started, timers set the pace, with one warning', async () => {
  const logger = createRecordingLogger()
  const gate = createGate()
  const task = SchedulerTask.spawn({ schedule: () => gate.open(), precise: true, logger })
  await gate.promise
  expect(task.stats().pacing).toEqual({
    pacedBy: 'timer',
    latenessP50Micros: 0,
    latenessP99Micros: 0,
    wakeUps: 0,
    cpuMs: undefined,
  })
  await task.shutdown()
  expect(logger.lines).toEqual([
    'warn: Background task is paced by timers, quanta below 1 ms are skipped: Error: no threads here',
    LINES.complete,
  ])
})
