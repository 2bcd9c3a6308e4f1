// The shared reference manager, made by a function; its first sweep is far away.
import { AsyncTaskManager } from 'vitest-shutdown/reference'

export default function asyncTaskManager({ work, logger }) {
  return AsyncTaskManager.spawn({ onSweep: work, sweepIntervalMs: 10, logger })
}
