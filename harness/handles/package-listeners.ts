import { constants } from 'node:os'
import type { StackFrame } from '../stack/stack-frame.ts'
import { findFunctionLocation } from './function-location.ts'
import type { RegisteredListener } from './observe/process-listener.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** The events that packages listen to for the sake of the whole process. */
const END_EVENTS: ReadonlySet<unknown> = new Set([
  'exit',
  'beforeExit',
  ...Object.keys(constants.signals),
])

/**
 * The listeners for the end of the process that packages attach once, as they are loaded or first
 * used: what clears temporary files, restores a terminal, flushes a log. Nobody can take them off.
 */
export class PackageListeners {
  /** By event and place. */
  readonly #known = new Map<string, { listener: RegisteredListener; package: string }>()

  /** What is left alone, for those who want to know: `'exit' of on-exit-leak-free`. */
  get names(): string[] {
    return [...this.#known.values()]
      .filter(({ listener }) => listener.isRegistered)
      .map((known) => `'${String(known.listener.event)}' of ${known.package}`)
  }

  /**
   * Whether a listener is one of those. It is not where it is the user's own function, which the
   * package attaches for each call, nor where the package attaches another at the same place while
   * the first is still there: those add up.
   *
   * @param nearest where it was attached
   */
  isLeftAlone(listener: RegisteredListener, nearest: StackFrame): boolean {
    if (nearest.package === undefined || !END_EVENTS.has(listener.event)) return false
    const key = `${String(listener.event)} ${nearest.path}:${nearest.line}:${nearest.column}`
    const first = this.#known.get(key)
    if (first?.listener === listener) return true
    if (first?.listener.isRegistered === true) return false
    const location = findFunctionLocation(listener.listener)
    if (location !== undefined && location.package === undefined) return false
    this.#known.set(key, { listener, package: nearest.package })
    return true
  }
}
