import type { VirtualRun } from '../../../../harness/virtual-run/virtual-run.ts'

/** A body that seems to have nothing left to do, and goes on all the same. */
export interface Innocent {
  readonly name: string
  /** Before the run. */
  readonly before?: () => unknown
  readonly body: (run: VirtualRun) => unknown
  readonly expected?: unknown
  /** After the run. */
  readonly after?: () => unknown
}
