import type { HandleKind } from '../model/handle-type.ts'
import type { StackFrame } from '../stack/stack-frame.ts'

/** One place in the call chain that opened a handle. */
export type LeakFrame = Readonly<StackFrame>

/** What a leak is blamed on. */
export type LeakScope =
  | {
      readonly level: 'test'
      /** The test file, absolute. */
      readonly file: string
      /** The full name: suites and test joined with ` > `. */
      readonly test: string
      /** Which attempt left the handle open, from 1; given where the test was retried or repeated. */
      readonly attempt?: number
      /** How many attempts there were in the end, or can be. */
      readonly attempts?: number
    }
  | {
      readonly level: 'hook'
      readonly file: string
      /** Which hook of a suite it was, where that is known. */
      readonly hook?: 'beforeAll' | 'afterAll' | 'aroundAll'
      /** The full name of the suite, joined with ` > `; absent for the hooks of the file itself. */
      readonly suite?: string
      /** The name of the fixture, where it was no hook but a fixture of the whole file. */
      readonly fixture?: string
    }
  | {
      /** Opened while the file, or what it imports, was loaded. */
      readonly level: 'file'
      readonly file: string
    }

/**
 * When a test's handle was opened or found, where it is not the plain case of one that the test
 * opened and that is open after it:
 *
 * - `deferred`: it was given time until after every `afterAll` of the file, and is still open
 * - `timed-out`: it was open when the test timed out
 * - `opened-late`: it was opened after the test had ended, by work that the test started
 */
export type LeakCircumstance = 'deferred' | 'timed-out' | 'opened-late'

/** A handle that was left open: plain data, which survives `JSON.stringify`. */
export interface Leak {
  readonly kind: HandleKind
  /** What a message calls the handle: `TCP server on 127.0.0.1:4312`. */
  readonly description: string
  /** How the user closes it: `server.close()`. */
  readonly remedy: string
  /** Who opened it, nearest first: the user's frames and those of packages, nobody else's. */
  readonly frames: readonly LeakFrame[]
  readonly scope: LeakScope
  /** Whether it keeps the event loop alive. */
  readonly isReferenced: boolean
  readonly circumstance?: LeakCircumstance
  /**
   * Where no frame is of the user's own code: the handle in whose callback this one was opened, and
   * the user's line that opened that. A clue, and not the line at fault.
   */
  readonly clue?: { readonly kind: HandleKind; readonly frame: LeakFrame }
  /** How many alike there are, opened at the same place. Default 1. */
  readonly count?: number
  /** Whether it does no harm as long as there is only one of its kind. Default `false`. */
  readonly isHarmless?: boolean
  /** Of a timer, where it is known. */
  readonly delayMs?: number
}
