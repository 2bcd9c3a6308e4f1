import { constants } from 'node:os'
import { inspect } from 'node:util'

/** Some platforms have these. Where a signal is not known, listening for it does no harm. */
const ELSEWHERE: ReadonlySet<unknown> = new Set(['SIGBREAK', 'SIGINFO', 'SIGLOST'])
/** The kernel lets nobody listen for these. */
const UNCATCHABLE: ReadonlySet<unknown> = new Set(['SIGKILL', 'SIGSTOP'])

/**
 * Checks the signals that shall be listened for.
 *
 * @throws {TypeError} when it is no array, or one is not known or cannot be caught
 */
export function checkSignals(signals: unknown): void {
  if (!Array.isArray(signals)) {
    throw new TypeError(
      `Expected \`signals\` to be an array, got ${inspect(signals)} (${typeof signals})`,
    )
  }
  for (const signal of signals as readonly unknown[]) {
    if (isKnown(signal) && !UNCATCHABLE.has(signal)) continue
    throw new TypeError(
      `Expected \`signals\` to be signals that can be caught, got ${inspect(signal)} (${typeof signal})`,
    )
  }
}

function isKnown(signal: unknown): boolean {
  if (typeof signal !== 'string') return false
  if (signal in constants.signals || ELSEWHERE.has(signal)) return true
  // Windows knows a few only, and what is written for all platforms must not fail there.
  return process.platform === 'win32' && /^SIG[A-Z]+\d?$/.test(signal)
}
