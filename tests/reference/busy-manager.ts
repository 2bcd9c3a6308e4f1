import { expect, vi } from 'vitest'
import type { Mock } from 'vitest'

import type { GracefulShutdown } from '../../reference/graceful-shutdown.ts'
import { createGate } from './gate.ts'
import type { Gate } from './gate.ts'
import type { ManagerKind } from './managers.ts'
import { createRecordingLogger } from './recording-logger.ts'
import type { RecordingLogger } from './recording-logger.ts'
import { advance } from './virtual-time.ts'

export interface BusyManager {
  manager: GracefulShutdown
  /** What the run in flight waits for. */
  gate: Gate
  work: Mock<(signal: AbortSignal) => Promise<void>>
  logger: RecordingLogger
  /** The signal of the run in flight. */
  signal: AbortSignal
}

/** Makes a manager whose first run is in flight, held by a gate. */
export async function spawnBusy(spawn: ManagerKind['spawn']): Promise<BusyManager> {
  const gate = createGate()
  const logger = createRecordingLogger()
  const work = vi.fn<(signal: AbortSignal) => Promise<void>>(() => gate.promise)
  const manager = spawn(work, logger)
  await advance(1000)
  expect(work).toHaveBeenCalledTimes(1)
  const signal = work.mock.lastCall?.[0]
  if (signal === undefined) throw new TypeError('Expected the work to get a signal')
  return { manager, gate, work, logger, signal }
}
