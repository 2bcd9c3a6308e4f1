import { ClockError } from './clock-error.ts'
import { checkForeignTimers } from './foreign-timers.ts'
import { patch } from '../platform/patch.ts'
import { installed } from './stand-in.ts'
import { surfaces } from './surfaces.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

let restore: (() => void) | undefined

/**
 * Replaces every function that tells time or waits for it, for good, by one that follows the
 * clock while one is installed and is the native one otherwise.
 *
 * Call it before the subject is imported: what that captures, `const { setTimeout } = globalThis`
 * or `promisify(setTimeout)`, then follows the clock too. Calling it again does nothing.
 *
 * @throws {ClockError} when a clock or somebody else's fake timers are installed
 */
export function installTrampolines(): void {
  if (restore !== undefined) return
  checkNoClock('install')
  checkForeignTimers()
  restore = patch(surfaces)
}

/**
 * Puts the native functions back. What was captured meanwhile goes on working.
 *
 * @throws {ClockError} when a clock is installed
 */
export function uninstallTrampolines(): void {
  if (restore === undefined) return
  checkNoClock('uninstall')
  restore()
  restore = undefined
}

function checkNoClock(verb: string): void {
  if (installed.time === undefined) return
  throw new ClockError(
    'CLOCK_INSTALLED',
    `Cannot ${verb} the trampolines while a virtual clock is installed. Call restore() on it first.`,
  )
}
