import {
  installTrampolines as installClockTrampolines,
  uninstallTrampolines as uninstallClockTrampolines,
} from './trampolines.ts'
import { installConsoleTrampolines, uninstallConsoleTrampolines } from '../platform/console.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Replaces the timer functions, `Date`, the clocks and the methods of `console` for good by ones
 * that can be redirected, so that a module loaded later may keep them in variables and still follow
 * the virtual clock. They behave like the originals wherever no clock is installed. Calling it again
 * does nothing.
 *
 * @example
 * ```ts
 * installTrampolines()
 * const { Heartbeat } = await import('./heartbeat.js')
 * ```
 */
export function installTrampolines(): void {
  installClockTrampolines()
  installConsoleTrampolines()
}

/** Undoes {@link installTrampolines}; functions captured meanwhile go on working as the originals. */
export function uninstallTrampolines(): void {
  uninstallConsoleTrampolines()
  uninstallClockTrampolines()
}
