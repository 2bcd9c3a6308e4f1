import type { StackFrame } from '../stack/stack-frame.ts'
import type { HandleEntry, HandleScope } from './handle-scope.ts'
import type { HandleKind } from '../model/handle-type.ts'

/** A handle that is open, and who opened it. */
export interface OpenHandle {
  readonly kind: HandleKind
  /** `TCP server on 127.0.0.1:4312`. */
  readonly description: string
  /** How to close it: `server.close()`. */
  readonly remedy: string
  /** Whether it keeps the event loop alive. */
  readonly isReferenced: boolean
  /** Who opened it, nearest first: the user's frames and those of packages. */
  readonly frames: readonly StackFrame[]
  /** How many alike there are, opened at the same place. */
  readonly count: number
  /** Whether it was opened by work that had outlived its scope. */
  readonly isLate: boolean
  readonly scope: HandleScope
  /** The entries it stands for. */
  readonly entries: readonly HandleEntry[]
}
