import { afterEach, expect, test, vi } from 'vitest'

import { AsyncTaskManager } from '../../reference/async-task-manager.ts'
import { BackgroundTask } from '../../reference/background-task.ts'
import { collectGarbage } from './collect-garbage.ts'
import { untilStopped } from './until-stopped.ts'
import { createGate } from './gate.ts'
import { managerKinds } from './managers.ts'
import type { ManagerKind } from './managers.ts'
import { createRecordingLogger, LINES } from './recording-logger.ts'
import type { RecordingLogger } from './recording-logger.ts'

/** Kept from the collector until the end of the test, whatever the engine thinks of their use. */
const kept: unknown[] = []
afterEach(() => void (kept.length = 0))

/** In a function of its own, so that no frame of the test holds the manager. */
function spawnAndLose({ spawn }: ManagerKind, logger: RecordingLogger): void {
  spawn(() => {}, logger)
}

test.each(managerKinds)('a lost $kind is dropped by the collector', async (kind) => {
  const logger = createRecordingLogger()
  spawnAndLose(kind, logger)
  await collectGarbage(() => logger.lines.length > 0)
  expect(logger.lines).toEqual([LINES.dropped])
})

test.each(managerKinds)('each of twenty lost ones of $kind is', async (kind) => {
  for (let n = 0; n < 20; n += 1) {
    const logger = createRecordingLogger()
    spawnAndLose(kind, logger)
    await collectGarbage(() => logger.lines.length > 0)
    expect(logger.lines).toEqual([LINES.dropped])
  }
})

test.each(managerKinds)('a $kind that is held is left alone', async ({ spawn }) => {
  const logger = createRecordingLogger()
  const manager = spawn(() => {}, logger)
  kept.push(manager)
  await collectGarbage(() => logger.lines.length > 0)
  expect(logger.lines).toEqual([])
  await manager.shutdown()
})

test.each(managerKinds)('a $kind lost while a shutdown waits is silent', async ({ spawn }) => {
  const logger = createRecordingLogger()
  const shutdown = (() => spawn(() => {}, logger).shutdown())()
  await shutdown
  await collectGarbage(() => logger.lines.length > 1)
  expect(logger.lines).toEqual([LINES.complete])
})

test('a task is aborted when the last of its handles is lost', async () => {
  const logger = createRecordingLogger()
  const spawnTwo = (): BackgroundTask =>
    BackgroundTask.spawn(untilStopped, {
      logger,
    }).clone()
  kept.push(spawnTwo())
  await collectGarbage(() => logger.lines.length > 0)
  expect(logger.lines).toEqual([])
  kept.length = 0
  await collectGarbage(() => logger.lines.length > 0)
  expect(logger.lines).toEqual([LINES.dropped])
})

test('a dropped handle that is lost afterwards does not count again', async () => {
  const logger = createRecordingLogger()
  const dropOne = (): BackgroundTask => {
    const a = BackgroundTask.spawn(untilStopped, { logger })
    const b = a.clone()
    a[Symbol.dispose]()
    return b
  }
  const b = dropOne()
  kept.push(b)
  await collectGarbage(() => logger.lines.length > 0)
  expect(logger.lines).toEqual([])
  await b.shutdown()
})

test('a job in flight does not keep a lost manager, and is cancelled', async () => {
  const logger = createRecordingLogger()
  const gate = createGate()
  const signals: AbortSignal[] = []
  const lose = (): void => {
    AsyncTaskManager.spawn({ logger }).submit('owner', ({ signal }) => {
      signals.push(signal)
      return gate.promise
    })
  }
  lose()
  await collectGarbage(() => logger.lines.length > 0)
  expect(logger.lines).toEqual([LINES.dropped])
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})

test('the net is taken away when the task ends, whichever way it does', async () => {
  const unregister = vi.spyOn(FinalizationRegistry.prototype, 'unregister')
  const shut = BackgroundTask.spawn(untilStopped, { logger: createRecordingLogger() })
  await shut.shutdown()
  expect(unregister).toHaveBeenCalledTimes(1)
  expect(unregister).toHaveLastReturnedWith(true)
  const dropped = BackgroundTask.spawn(untilStopped, { logger: createRecordingLogger() })
  dropped[Symbol.dispose]()
  expect(unregister).toHaveBeenCalledTimes(2)
  expect(unregister).toHaveLastReturnedWith(true)
  unregister.mockRestore()
})
