import type { Clock } from '../clock/clock.ts'
import { nextTurn } from '../handles/settle.ts'
import { enterVirtualRun } from '../rig/one-process.ts'
import { RunSession } from './run-session.ts'
import { verifyRun } from './verify-run.ts'
import type { VirtualRun, VirtualRunOptions } from './virtual-run.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Runs `body` as `runVirtual()` does, on a clock that is installed already and stays so.
 *
 * @param clock by default one of its own
 */
export async function runVirtualOn<T>(
  clock: Clock | undefined,
  body: (run: VirtualRun) => T | PromiseLike<T>,
  options: VirtualRunOptions,
): Promise<T> {
  verifyRun(body, options)
  const leave = enterVirtualRun()
  try {
    // Runners put functions such as `process.nextTick` back in a tick after they have used them.
    await nextTurn()
    const session = new RunSession(options, clock)
    try {
      return await session.run(body)
    } finally {
      await nextTurn()
      session.close()
    }
  } finally {
    leave()
  }
}
