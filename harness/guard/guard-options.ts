// guard/ is the guard without a runner: its options, ignores and baseline, and the text of a leak. All of it is
// data and pure functions; fixtures/guard decides who is judged when.

import type { HandleKind } from '../model/handle-type.ts'

/** Handles that may stay open, and why. All that are given must match. */
export interface GuardIgnore {
  /** The kind of handle, or several. */
  kind?: HandleKind | readonly HandleKind[]
  /**
   * The npm package that opened it: `pg`, `@aws-sdk/client-s3`. Matches any frame of the call chain.
   * `*` is whatever a package opened for itself.
   */
  package?: string
  /**
   * The code that opened it; matches any frame of the call chain.
   *
   * A string is the end of a path, `src/db.ts`, on request with the line, `src/db.ts:12`. A regular
   * expression is tried on `src/db.ts:12:9`, relative to the working directory, with forward slashes.
   */
  source?: string | RegExp
  /** Whether it keeps the process alive: `false` matches what was unref'd. */
  ref?: boolean
  /** The longest delay of one-shot timers that it matches. */
  maxDelayMs?: number
  /** Why the handle may stay open: for the reader of the code, and for the warning once it matches nothing. */
  reason: string
}

/** What a leak does: fail its test, print the same text as a warning, or nothing is watched at all. */
export type GuardMode = 'fail' | 'warn' | 'off'

/** The argument of `configureGuard()`. Whatever is left out stays as it was further out. */
export interface GuardOptions {
  /** Default `'fail'`. */
  mode?: GuardMode
  /** Handles that may stay open. They add up with those given further out. */
  ignore?: readonly GuardIgnore[]
  /**
   * What becomes of a handle that a test opened and that an `afterAll` may still close: `'allow'`
   * waits for that, `'fail'` judges it at the end of the test. Default `'allow'`.
   */
  lazy?: 'allow' | 'fail'
  /** How long, at most, a test waits for handles that are closing. Clean tests never wait. Default 80. */
  settleMs?: number
  /**
   * Whether promises that a test leaves pending, and that something keeps, are leaks too. Makes every
   * promise dearer. Default `false`.
   */
  promises?: boolean
  /**
   * Whether what does no harm once is a failure too: a one-shot timer that does not keep the process
   * alive, a listener for `exit`. Otherwise it is a warning. Default `false`.
   */
  strict?: boolean
  /** The baseline file, relative to the working directory: leaks that are listed there do not fail. */
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
