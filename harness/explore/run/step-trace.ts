import { VirtualTimer } from '../../clock/virtual-timer.ts'
import { captureTrace, type Trace } from '../../clock/trace.ts'
import { PromiseTrace } from '../../promises/promise-trace.ts'
import { findUserFrame } from '../../stack/user-frame.ts'
import type { StepKind } from '../../platform/boundaries.ts'
import type { TracedStep } from './schedule-record.ts'

/** Remembers the steps of one schedule, and where what runs in each was made. */
export class StepTrace {
  readonly #steps: { n: number; atMs: number; kind: StepKind; trace: Trace | undefined }[] = []
  /** Who waits for which promise. */
  readonly promises: PromiseTrace = new PromiseTrace()
  readonly #made = new WeakMap<object, Trace>()

  /** A promise has been made; its continuation, if it is one, will run in some step. */
  note(promise: object): void {
    this.#made.set(promise, captureTrace())
  }

  add(n: number, atMs: number, kind: StepKind, source: object | undefined): void {
    const trace = source instanceof VirtualTimer ? source.trace : source && this.#made.get(source)
    this.#steps.push({ n, atMs, kind, trace })
  }

  /** The steps so far, with the user's frame of each. */
  read(): TracedStep[] {
    return this.#steps.map(({ n, atMs, kind, trace }) => ({
      n,
      atMs,
      kind,
      // Most steps are never asked; a frame takes longer than a schedule.
      get at() {
        return trace === undefined ? undefined : findUserFrame(trace)
      },
    }))
  }
}
