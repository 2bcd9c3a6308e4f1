// model/ holds what all of the harness speaks of: subjects, rules, reports and timelines, as data. It does
// nothing by itself, and no file in it knows how a rule is checked.

import type { Network, NetworkSetup } from './network.ts'
import type { Area, RuleId } from './rule-info.ts'

/**
 * What the harness passes to `create`: the work to do, a logger, and resources that a run may need.
 *
 * @typeParam Item the type of item that `submit` passes; `unknown` if the manager ticks by itself
 */
export interface SubjectContext<Item = unknown> {
  /**
   * Call it for every run, and await what it returns. Pass the signal that an abort aborts, if the
   * manager has one, and the item, if the manager accepts items.
   */
  work(this: void, signal?: AbortSignal, item?: Item): void | Promise<void>
  /** The harness records what it logs, and also `console.*` and `process.emitWarning()`. */
  logger: SubjectLogger
  /**
   * Opens a connection, lock or lease that a run needs. The NEED rules check that the manager closes it
   * exactly once, after the last run that uses it has ended.
   */
  resource(this: void, name: string): SubjectResource
  /**
   * The simulated network of the subject: its faults, its connections, and the requests that have
   * arrived.
   */
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
  /** Simulates a call on the resource, such as a query or a renewal. @throws {Error} once it is closed */
  use(this: void): void
  /** Closes the resource. */
  close(this: void): Promise<void>
}

/** `full`: the manager keeps the whole pattern. `graceful`: it promises no drop and no log lines. */
export type Profile = 'full' | 'graceful'

/** What a manager does by design. Each field adjusts the rules that would otherwise fail. */
export interface SubjectCapabilities {
  /**
   * `sync`: a run ends in the turn in which it begins, and rules about runs in flight are skipped.
   * Default: `async`.
   */
  work?: 'async' | 'sync'
  /** How many runs may be in flight at once. Default: 1. */
  concurrency?: number
  /**
   * `true`: one last run may start after `shutdown()`, which waits for it. `until-empty`: as many runs as
   * it takes to process the accepted items. Default: none.
   */
  finalRun?: boolean | 'until-empty'
  /** `true`: the manager catches up on missed ticks or queued events. Default: it skips them. */
  backlog?: boolean
  /** The longest pause after a failed run, in milliseconds. Default: the interval. */
  backoffMs?: number
  /**
   * The time limit of a run, in milliseconds, after which the manager aborts its signal and gives it up.
   * Default: none.
   */
  runLimitMs?: number
  /**
   * `true`: a manager that is garbage-collected without a drop stops its task and warns. Default: not
   * checked.
   */
  gc?: boolean
}

/**
 * Tells the harness how to create and call one manager.
 *
 * A plain object of this shape is a subject; {@link defineSubject} only adds types.
 */
export interface Subject<M = unknown, Item = unknown> {
  /** The name shown in every message. Not empty. */
  name: string
  /** `shared`: `clone()` gives another handle on the same task. `owned`: the manager is the only handle. */
  ownership: 'owned' | 'shared'
  /**
   * The interval between two runs, or between two triggers by the harness, in milliseconds. Finite and >
   * 0.
   */
  intervalMs: number
  /**
   * `real`: the task runs where no virtual clock reaches, such as in a worker thread. The rules then run
   * in real time, except those about time itself; keep `intervalMs` small, 5 to 20. Default: `virtual`.
   */
  clock?: 'virtual' | 'real'
  /**
   * The simulated hosts: `{ 'api.test': (request) => Response.json([]) }`, or with a port, `{
   * 'redis.test:6379': (socket) => … }`. The task then talks to them in memory and in virtual time, and
   * so do its own servers, and the NET rules apply. `real`: the task uses the real network. Default:
   * `real`.
   */
  network?: NetworkSetup | 'real'
  /** Creates a new manager on every call, and also starts it if the subject has no `start`. */
  create(context: SubjectContext<Item>): M | Promise<M>
  /**
   * Starts the manager, if `create` does not. The harness awaits it before the rules begin. The START
   * rules shut the manager down while it is pending.
   */
  start?(m: M): unknown
  /**
   * Triggers one run, for a manager that reacts to events instead of ticking. The harness calls it every
   * `intervalMs`. Cannot be combined with `submit`.
   */
  trigger?(m: M): unknown
  /**
   * Submits one item, for a manager that accepts items. The manager passes the item on as `work(signal,
   * item)`. It refuses an item by throwing, rejecting or returning `false`.
   */
  submit?(m: M, item: Item): unknown
  /** Starts the manager again after `shutdown()`, if it is designed for that. */
  restart?(m: M): unknown
  /** Shuts down gracefully. Default: `m.shutdown()`, else `m[Symbol.asyncDispose]()`. */
  shutdown?(m: M): PromiseLike<unknown>
  /** Drops the manager: aborts its task synchronously. Default: `m[Symbol.dispose]()`. */
  drop?(m: M): void
  /** Returns another handle on the same task. Default: `m.clone()`. Required if `ownership` is `shared`. */
  clone?(m: M): M
  /**
   * Shuts down gracefully for at most `timeoutMs` milliseconds, then aborts. No default: without it the
   * TIME rules are skipped. If the function takes a third argument, TIME-07 checks that aborting this
   * signal ends the wait.
   */
  shutdownWithin?(m: M, timeoutMs: number, signal?: AbortSignal): PromiseLike<unknown>
  /** Shuts down, then calls `cleanup` once. No default: without it the CLEAN rules are skipped. */
  shutdownWith?(m: M, cleanup: () => unknown): PromiseLike<unknown>
  /**
   * What the manager promises. With `graceful`, the DROP and LOG rules and the reporting of failed runs
   * are listed as not promised. Default: `full`.
   */
  profile?: Profile
  /** What the manager does by design. */
  capabilities?: SubjectCapabilities
  /** Waived rules, each with its reason: by rule id, or by area for all rules of that area. */
  waive?: Partial<Record<RuleId | Area, string>>
}

/**
 * Returns the subject unchanged, with the manager's type inferred from `create`.
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

/** Thrown if a value is not a valid subject. The message names the value and the remedy. */
export class SubjectError extends TypeError {
  override readonly name = 'SubjectError'
}
