import {
  installTrampolines as installClockTrampolines,
  uninstallTrampolines as uninstallClockTrampolines,
} from './trampolines.ts'
import { installConsoleTrampolines, uninstallConsoleTrampolines } from '../platform/console.ts'
import {
  installRandomTrampolines,
  uninstallRandomTrampolines,
} from '../platform/randomness/seeded-randomness.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Replaces the timer functions, `Date`, the clocks, the methods of `console` and what gives random
 * numbers for good by ones that can be redirected, so that a module loaded later may keep them in
 * variables and still follow the virtual clock. They behave like the originals wherever no clock is installed. Calling it again
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
  installRandomTrampolines()
}

/** Undoes {@link installTrampolines}; functions captured meanwhile go on working as the originals. */
export function uninstallTrampolines(): void {
  uninstallRandomTrampolines()
  uninstallConsoleTrampolines()
  uninstallClockTrampolines()
}
