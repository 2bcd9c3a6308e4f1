// guard/ is the guard without a runner: its options, ignores and baseline, and the text of a leak. All of it is
// data and pure functions; fixtures/guard decides who is judged when.

import type { HandleKind } from '../model/handle-type.ts'

/** Handles that may stay open, and why. A handle must match every field that is given. */
export interface GuardIgnore {
  /** The kind of handle, or several. */
  kind?: HandleKind | readonly HandleKind[]
  /**
   * The npm package that opened it, such as `pg` or `@aws-sdk/client-s3`. Matches any frame of the call
   * chain. `*` matches whatever a package opened for itself.
   */
  package?: string
  /**
   * The code that opened it. Matches any frame of the call chain.
   *
   * A string is the end of a path, `src/db.ts`, optionally with a line, `src/db.ts:12`. A regular
   * expression is tested against `src/db.ts:12:9`, relative to the working directory, with forward
   * slashes.
   */
  source?: string | RegExp
  /** Whether it keeps the process alive: `false` matches handles that were unref'd. */
  ref?: boolean
  /** Matches one-shot timers with at most this delay, in milliseconds. */
  maxDelayMs?: number
  /** Why the handle may stay open. The guard shows it in a warning once the ignore matches nothing. */
  reason: string
}

/**
 * `fail`: a leak fails its test. `warn`: it prints the same text as a warning. `off`: the guard watches
 * nothing.
 */
export type GuardMode = 'fail' | 'warn' | 'off'

/** Options of `configureGuard()`. An option that is left out keeps the value of the wider scope. */
export interface GuardOptions {
  /** What a leak does. Default: `'fail'`. */
  mode?: GuardMode
  /** Handles that may stay open, in addition to those of the wider scopes. */
  ignore?: readonly GuardIgnore[]
  /**
   * When to judge a handle that a test opened and that an `afterAll` may still close: `'allow'` waits for
   * the hook, `'fail'` judges at the end of the test. Default: `'allow'`.
   */
  lazy?: 'allow' | 'fail'
  /** The longest wait for handles that are closing, in milliseconds. Clean tests never wait. Default: 80. */
  settleMs?: number
  /**
   * Whether promises are leaks too, if a test leaves them pending and something still references them.
   * Makes every promise more expensive. Default: `false`.
   */
  promises?: boolean
  /**
   * Whether handles that do no harm on their own fail the test, instead of being warned about: a one-shot
   * timer that does not keep the process alive, or a listener for `exit`. Default: `false`.
   */
  strict?: boolean
  /**
   * The path of the baseline file, relative to the working directory. Leaks that it lists do not fail.
   * Default: none.
   */
  baseline?: string
}

/** {@link GuardOptions} with every default filled in. */
export type ResolvedGuardOptions = Required<Omit<GuardOptions, 'baseline'>> &
  Pick<GuardOptions, 'baseline'>

/** What holds where nothing was configured. */
export const DEFAULT_GUARD_OPTIONS: ResolvedGuardOptions = {
  mode: 'fail',
  ignore: [],
  lazy: 'allow',
  settleMs: 80,
  promises: false,
  strict: false,
}

/**
 * Lays the options of a narrower reach over those of a wider one: the inner ones win, and the
 * ignores of both count, inner first.
 */
export function mergeGuardOptions(
  outer: ResolvedGuardOptions,
  inner: GuardOptions,
): ResolvedGuardOptions {
  // An option that is `undefined`, which JavaScript lets through, is one that was left out.
  const given = Object.fromEntries(Object.entries(inner).filter(([, value]) => value !== undefined))
  return { ...outer, ...given, ignore: [...(inner.ignore ?? []), ...outer.ignore] }
}
