import { blameCall } from '../rig/blame.ts'
import type { Call } from '../rig/call.ts'
import { findUserFrame } from '../stack/user-frame.ts'
import { maskNumbers } from '../text/mask-numbers.ts'
import { describe } from '../text/describe.ts'
import { waitForReality } from '../rig/event-loop.ts'
import { formatMs } from '../text/format-ms.ts'
import { TrialDrive } from './trial-drive.ts'

/** Real milliseconds to wait for what is expected of a subject that does I/O. */
const PATIENCE_MS = 400
/** And for what is not expected of it. */
const SUSPICION_MS = 60

/** A thread may take so long to exit on a busy machine, in real milliseconds. */
const THREAD_MS = 5000

/** What a rule does to a fresh subject under a fresh clock, and what it expects of it. */
export class Trial extends TrialDrive {
  /**
   * Waits until a call has settled: drained, then what real time it may need, then up to `withinMs`
   * of virtual time (default: one interval, which a manager that polls may take).
   */
  async settle(call: Call, withinMs: number = this.T): Promise<boolean> {
    const isSettled = (): boolean => call.state !== 'pending'
    await this.drain()
    await this.#letRealityPass(isSettled, PATIENCE_MS)
    if (!isSettled() && withinMs > 0) {
      await this.advUntil(isSettled, withinMs)
      await this.#letRealityPass(isSettled, PATIENCE_MS)
    }
    return isSettled()
  }

  /** Waits in real time, briefly, while the subject has anything that real time could move. */
  async #letRealityPass(isDone: () => boolean, limitMs: number): Promise<void> {
    if (!this.census.hasTouchedReality) return
    await this.waitForReality(() => isDone() || !this.census.isBusy, limitMs)
    // What has just ended may have a promise or two to settle.
    await this.drain()
  }

  /** Lets real time pass, at most `limitMs`, until `isDone`. */
  async waitForReality(isDone: () => boolean, limitMs: number): Promise<void> {
    await waitForReality(this.clock, isDone, limitMs)
  }

  /** How long to wait in real time for what has to happen: `limitMs`, or longer where time is real or a thread has to exit. */
  patience(limitMs: number): number {
    return this.threads.threads.length > 0 ? Math.max(limitMs, THREAD_MS) : limitMs
  }

  /** Waits in real time for what has to happen: briefly, and only where something could bring it. */
  async allow(isDone: () => boolean): Promise<boolean> {
    if (!isDone()) await this.#letRealityPass(isDone, PATIENCE_MS)
    return isDone()
  }

  /** Drains; in real time also gives the subject time to do what it must not. */
  async linger(): Promise<void> {
    await this.drain()
  }

  /** Gives the subject time to do what it must not. */
  protected async suspect(call: Call): Promise<void> {
    await this.drain()
    await this.#letRealityPass(() => call.state !== 'pending', SUSPICION_MS)
  }

  /** Fails the rule unless the call fulfils, within `withinMs` of virtual time (default: one interval). */
  async expectFulfilled(call: Call, withinMs: number = this.T): Promise<void> {
    if (!(await this.settle(call, withinMs))) {
      const waited =
        withinMs === 0
          ? 'once nothing more could run'
          : `${formatMs(this.clock.nowMs - call.calledAtMs)} after the call`
      this.fail(`${call.label} was still pending ${waited}`, {
        event: call.called,
        pending: call,
        signature: this.#sign(call, 'pending'),
      })
    }
    this.expectNotRejected(call)
  }

  /** Fails the rule if the call threw or rejected. */
  expectNotRejected(call: Call): void {
    if (call.threw !== undefined)
      this.fail(`${call.label} threw ${describe(call.threw.error)}`, {
        ...blameCall(call),
        signature: this.#sign(call, `threw ${maskNumbers(describe(call.threw.error))}`),
      })
    if (call.state === 'rejected')
      this.fail(`${call.label} rejected with ${describe(call.outcome)}`, {
        ...blameCall(call),
        signature: this.#sign(call, `rejected ${maskNumbers(describe(call.outcome))}`),
      })
  }

  /** Fails the rule if the call has settled although `because`; real time is allowed for, where used. */
  async expectPending(call: Call, because: string): Promise<void> {
    await this.suspect(call)
    this.expectStillPending(call, because)
  }

  /** As {@link expectPending}, at once. */
  expectStillPending(call: Call, because: string): void {
    if (call.state === 'pending') return
    this.expectNotRejected(call)
    const how = call.isThenable ? call.state : 'returned no promise'
    this.fail(`${call.label} ${how} at ${formatMs(call.settled?.atMs ?? 0)} while ${because}`, {
      event: call.settled,
      mark: 'too early',
      call,
    })
  }

  /** The same for calls of one method that go wrong in one way, in the same state of the manager. */
  #sign(call: Call, how: string): string {
    const state = call.startsBefore === 0 ? 'new' : call.wasBusy ? 'busy' : 'idle'
    // An error is what it is, whatever the manager was at.
    return [call.method?.name ?? call.label, how, ...(how === 'pending' ? [state] : [])].join('|')
  }

  /** Fails the rule if more than `allowed` runs have started since there were `before`. */
  expectNoRunSince(before: number, when: string, allowed = 0): void {
    const run = this.work.runs[before + allowed]
    if (run === undefined) return
    this.fail(`${this.name} started run #${run.n} at ${formatMs(run.startMs)}, ${when}`, {
      event: run.started,
      site: run.site,
      signature: `late run|${findUserFrame(run.site)}`,
    })
  }
}
