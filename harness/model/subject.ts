// model/ holds what all of the harness speaks of: subjects, rules, reports and timelines, as data. It does
// nothing by itself, and no file in it knows how a rule is checked.

import type { RuleId } from './rule-info.ts'

/** What the harness hands to a subject: the work to do every interval, and where to log. */
export interface SubjectContext {
  /**
   * Call it every interval and await what it returns.
   * Hand it the signal that an abort aborts, if the manager has one.
   */
  work(this: void, signal?: AbortSignal): void | Promise<void>
  /** Recorded by the harness; `console.*` and `process.emitWarning` are recorded too. */
  logger: SubjectLogger
}

/** The logger of a {@link SubjectContext}. Its methods need no `this`. */
export interface SubjectLogger {
  info(this: void, message: string): void
  warn(this: void, message: string): void
  error(this: void, message: string, cause?: unknown): void
}

/**
 * Says how to make one manager; everything else is the harness's.
 *
 * A plain object of this shape is a subject; {@link defineSubject} only adds types.
 */
export interface Subject<M = unknown> {
  /** Shown in every message. Not empty. */
  name: string
  /** `shared`: `clone()` gives another handle on the same task; `owned`: there is one owner. */
  ownership: 'owned' | 'shared'
  /** How often the work runs, in milliseconds. Finite and > 0. */
  intervalMs: number
  /**
   * `real`: the task runs where no virtual clock reaches, as in a worker thread. The rules are then
   * checked in real time, but for those that are about time itself; keep `intervalMs` small, 5 to 20.
   * Default: `virtual`.
   */
  clock?: 'virtual' | 'real'
  /** Starts the task and returns its manager, a fresh one at every call. */
  create(probe: SubjectContext): M | Promise<M>
  /** Graceful shutdown. Default: `m.shutdown()`. */
  shutdown?(m: M): PromiseLike<unknown>
  /** Abort now, synchronously. Default: `m[Symbol.dispose]()`. */
  drop?(m: M): void
  /** Another handle on the same task. Default: `m.clone()`. Needed when shared. */
  clone?(m: M): M
  /**
   * Graceful for at most `timeoutMs`, then abort. No default: without it the TIME rules are skipped.
   * A function that takes the third argument is also checked for ending the wait when it aborts.
   */
  shutdownWithin?(m: M, timeoutMs: number, signal?: AbortSignal): PromiseLike<unknown>
  /** Shutdown, then `cleanup` once. No default: without it the CLEAN rules are skipped. */
  shutdownWith?(m: M, cleanup: () => unknown): PromiseLike<unknown>
  /** What the manager does by design. */
  capabilities?: {
    /** One last flush run may start after `shutdown()`, and shutdown waits for it. */
    finalRun?: boolean
    /** Collected without dispose, the task stops and warns. */
    gc?: boolean
  }
  /** Known deviations by rule id, each with its reason. */
  waive?: Partial<Record<RuleId, string>>
}

/**
 * Returns its argument, typed: the manager's type is inferred from `create`.
 *
 * @example
 * ```ts
 * export default defineSubject({
 *   name: 'Heartbeat',
 *   ownership: 'owned',
 *   intervalMs: 1000,
 *   create: ({ work, logger }) => new Heartbeat(work, { logger }),
 * })
 * ```
 */
export function defineSubject<M>(subject: Subject<M>): Subject<M> {
  return subject
}

/** Something given as a subject is not one. The message names the value and the remedy. */
export class SubjectError extends TypeError {
  override readonly name = 'SubjectError'
}
