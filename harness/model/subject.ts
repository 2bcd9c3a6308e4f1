// model/ holds what all of the harness speaks of: subjects, rules, reports and timelines, as data. It does
// nothing by itself, and no file in it knows how a rule is checked.

import type { Network, NetworkSetup } from './network.ts'
import type { Area, RuleId } from './rule-info.ts'

/**
 * What the harness hands to `create`: the work to do, where to log, and resources a run may need.
 *
 * @typeParam Item what `submit` hands over; `unknown` where the manager ticks by itself
 */
export interface SubjectContext<Item = unknown> {
  /**
   * Call it for every run and await what it returns. Hand it the signal that an abort aborts, if the
   * manager has one, and the item, if the manager accepts items.
   */
  work(this: void, signal?: AbortSignal, item?: Item): void | Promise<void>
  /** Recorded by the harness; `console.*` and `process.emitWarning` are recorded too. */
  logger: SubjectLogger
  /**
   * A connection, lock or lease that a run needs. The NEED rules check that the manager closes it
   * once, and not before the last run that uses it has ended.
   */
  resource(this: void, name: string): SubjectResource
  /** The network that the subject names: its faults, its connections, the requests that have arrived. */
  network: Network
}

/** The logger of a {@link SubjectContext}. Its methods need no `this`. */
export interface SubjectLogger {
  info(this: void, message: string): void
  warn(this: void, message: string): void
  error(this: void, message: string, cause?: unknown): void
}

/** A resource of a {@link SubjectContext}. Its methods need no `this`. */
export interface SubjectResource {
  /** Stands for a call on the resource: a query, a renewal. @throws {Error} once it is closed */
  use(this: void): void
  /** Releases it. */
  close(this: void): Promise<void>
}

/** `full`: the whole pattern. `graceful`: the manager promises no drop and no log lines. */
export type Profile = 'full' | 'graceful'

/** What a manager does by design: each bends the rules that would object. */
export interface SubjectCapabilities {
  /** `sync`: a run ends in the turn in which it begins. Rules about runs in flight are left out. Default: `async`. */
  work?: 'async' | 'sync'
  /** How many runs may be in flight at once. Default: 1. */
  concurrency?: number
  /**
   * `true`: one last run may start after `shutdown()`, and shutdown waits for it. `until-empty`: as many
   * as the accepted items take. Default: none.
   */
  finalRun?: boolean | 'until-empty'
  /** Missed ticks or queued events are made up for. Default: they are skipped. */
  backlog?: boolean
  /** The longest pause after failed runs, in milliseconds. Default: the interval. */
  backoffMs?: number
  /** The manager gives up a run that takes longer, and aborts its signal, in milliseconds. Default: never. */
  runLimitMs?: number
  /** Collected without dispose, the task stops and warns. Default: it is not checked. */
  gc?: boolean
}

/**
 * Says how to make one manager; everything else is the harness's.
 *
 * A plain object of this shape is a subject; {@link defineSubject} only adds types.
 */
export interface Subject<M = unknown, Item = unknown> {
  /** Shown in every message. Not empty. */
  name: string
  /** `shared`: `clone()` gives another handle on the same task; `owned`: there is one owner. */
  ownership: 'owned' | 'shared'
  /** How often the work runs, or the harness triggers it, in milliseconds. Finite and > 0. */
  intervalMs: number
  /**
   * `real`: the task runs where no virtual clock reaches, as in a worker thread. The rules are then
   * checked in real time, but for those that are about time itself; keep `intervalMs` small, 5 to 20.
   * Default: `virtual`.
   */
  clock?: 'virtual' | 'real'
  /**
   * Who answers, by host: `{ 'api.test': (request) => Response.json([]) }`, or with a port,
   * `{ 'redis.test:6379': (socket) => … }`. The task then talks to them in memory and in virtual
   * time, servers of its own included, and the NET rules are checked. `real`: over the real network.
   * Default: `real`.
   */
  network?: NetworkSetup | 'real'
  /** Makes a manager, a fresh one at every call, and starts it too where there is no `start`. */
  create(context: SubjectContext<Item>): M | Promise<M>
  /**
   * Starts a manager that `create` only makes. The harness awaits it before the rules begin, and the
   * START rules shut the manager down while it is pending.
   */
  start?(m: M): unknown
  /**
   * Makes one piece of work arrive, for a manager that takes events instead of ticking. The harness
   * calls it every `intervalMs`. Not together with `submit`.
   */
  trigger?(m: M): unknown
  /**
   * Hands over one item, for a manager that accepts work; the item comes back as `work(signal, item)`.
   * The manager refuses an item by throwing, rejecting or answering `false`.
   */
  submit?(m: M, item: Item): unknown
  /** Starts a manager again after `shutdown()`, where that is by design. */
  restart?(m: M): unknown
  /** Graceful shutdown. Default: `m.shutdown()`, else `m[Symbol.asyncDispose]()`. */
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
  /**
   * What the manager promises. With `graceful` the DROP and LOG rules, and the reports of failed runs,
   * are shown as not promised. Default: `full`.
   */
  profile?: Profile
  /** What the manager does by design. */
  capabilities?: SubjectCapabilities
  /** Known deviations, each with its reason: by rule id, or by area for all its rules. */
  waive?: Partial<Record<RuleId | Area, string>>
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
export function defineSubject<M, Item = unknown>(subject: Subject<M, Item>): Subject<M, Item> {
  return subject
}

/** Something given as a subject is not one. The message names the value and the remedy. */
export class SubjectError extends TypeError {
  override readonly name = 'SubjectError'
}
