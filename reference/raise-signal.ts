import { constants } from 'node:os'

import type { ProcessLike } from './process-like.ts'

/** What shells add to the number of the signal that ended a process. */
const SIGNAL_EXIT_BASE = 128

/**
 * Ends the process by a signal, so that its parent sees which one it was.
 *
 * Where raising it would not end the process, it exits with 128 + the number of the signal, as
 * shells report it: on Windows, as process 1 of a container, which ignores signals that it does not
 * handle, and where somebody else still handles the signal.
 */
export function raiseSignal(target: ProcessLike, signal: NodeJS.Signals): void {
  const isDeadly =
    target.platform !== 'win32' && target.pid !== 1 && target.listenerCount(signal) === 0
  if (isDeadly) target.kill(target.pid, signal)
  else target.exit(SIGNAL_EXIT_BASE + (constants.signals[signal] ?? 0))
}
