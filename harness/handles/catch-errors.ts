import process from 'node:process'
import { nextTurn } from './settle.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Runs `body`, and catches what is thrown and rejected meanwhile where nobody else would: a worker
 * that is ended rejects what waits for it, the other end of a socket sees it reset.
 *
 * Handlers of the runner see nothing of it. Does nothing but run `body` where somebody else catches
 * uncaught exceptions already.
 *
 * @returns what was caught
 */
export async function catchErrors(body: () => Promise<void>): Promise<unknown[]> {
  const caught: unknown[] = []
  const note = (error: unknown): void => void caught.push(error)
  if (process.hasUncaughtExceptionCaptureCallback()) {
    await body()
    return caught
  }
  const others = process.rawListeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', note)
  process.setUncaughtExceptionCaptureCallback(note)
  try {
    await body()
    // A rejection is told once the microtasks of its turn are through.
    await nextTurn()
  } finally {
    process.setUncaughtExceptionCaptureCallback(null)
    process.off('unhandledRejection', note)
    for (const listener of others) {
      process.on('unhandledRejection', listener as NodeJS.UnhandledRejectionListener)
    }
  }
  return caught
}
