import { findDelayMs, hasTimerFired } from '../platform/timer-internals.ts'
import type { HandleEntry, HandleScope } from './handle-scope.ts'
import { timeoutType } from './kinds/timer-types.ts'
import { isEntryOpen } from './open-entries.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * The one-shot timers that are open in some scopes, and whose delay is longer than anybody waits for
 * them. Some of them fire during that wait all the same, depending on how old they are and how busy
 * the machine is: that must not decide whether they were left behind. Only clearing them does.
 */
export class LongTimers {
  #noted: readonly (readonly [HandleScope, readonly HandleEntry[]])[]

  /** @param waitMs how long, at most, they will be waited for */
  constructor(scopes: readonly HandleScope[], waitMs: number) {
    const isLong = (entry: HandleEntry): boolean =>
      entry.type.kind === timeoutType.kind &&
      isEntryOpen(entry) &&
      (findDelayMs(entry.resource) ?? 0) > waitMs
    this.#noted = scopes.map((scope) => [scope, scope.entries.filter(isLong)] as const)
  }

  /** Gives them up, with what they keep in memory. */
  release(): void {
    this.#noted = []
  }

  /** Those that have fired since, by their scopes. */
  findFired(): Map<HandleScope, readonly HandleEntry[]> {
    return new Map(
      this.#noted.map(([scope, entries]) => [
        scope,
        entries.filter(({ resource }) => hasTimerFired(resource)),
      ]),
    )
  }
}
