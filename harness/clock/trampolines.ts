import { installConsoleTrampolines, uninstallConsoleTrampolines } from '../platform/console.ts'
import { patch } from '../platform/patch.ts'
import {
  installRandomTrampolines,
  uninstallRandomTrampolines,
} from '../platform/randomness/seeded-randomness.ts'
import { markWatching } from '../stack/script-owner.ts'
import { ClockError } from './clock-error.ts'
import { checkForeignTimers } from './foreign-timers.ts'
import { installed } from './stand-in.ts'
import { surfaces } from './surfaces.ts'

markWatching(import.meta.url)

let restore: (() => void) | undefined

/**
 * Permanently replaces the timer functions, `Date`, the clocks, the methods of `console` and the sources
 * of random numbers with functions that can be redirected: they follow a virtual clock while one is
 * installed, and behave like the originals otherwise.
 *
 * Call it before you import the subject. Functions that the subject captures, as in `const { setTimeout }
 * = globalThis` or `promisify(setTimeout)`, then follow the clock too. Calling it again does nothing.
 *
 * @throws {ClockError} when a clock or other fake timers are installed
 *
 * @example
 * ```ts
 * installTrampolines()
 * const { Heartbeat } = await import('./heartbeat.js')
 * ```
 */
export function installTrampolines(): void {
  if (restore === undefined) {
    checkNoClock('install')
    checkForeignTimers()
    restore = patch(surfaces)
  }
  installConsoleTrampolines()
  installRandomTrampolines()
}

/**
 * Undoes {@link installTrampolines}. Functions captured in the meantime behave like the originals.
 *
 * @throws {ClockError} when a clock is installed
 */
export function uninstallTrampolines(): void {
  if (restore !== undefined) {
    checkNoClock('uninstall')
    restore()
    restore = undefined
  }
  uninstallRandomTrampolines()
  uninstallConsoleTrampolines()
}

function checkNoClock(verb: string): void {
  if (installed.time === undefined) return
  throw new ClockError(
    'CLOCK_INSTALLED',
    `Cannot ${verb} the trampolines while a virtual clock is installed. Call restore() on it first.`,
  )
}
