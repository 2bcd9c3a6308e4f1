import type { CallRecord } from './schedule-record.ts'

/** The calls of `start()` in one schedule. */
export class Starts {
  readonly calls: CallRecord[] = []

  /** Whether one has not settled. */
  get isPending(): boolean {
    return this.calls.some(({ state }) => state === 'pending')
  }

  /** When the last one has settled. */
  get lastEndMs(): number {
    return Math.max(0, ...this.calls.map(({ settled }) => settled?.atMs ?? 0))
  }
}
