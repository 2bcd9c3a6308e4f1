import type { Clock } from '../clock/create-clock.ts'
import { NotApplicable, type RuleFailure } from '../model/rule-failure.ts'
import type { Timeline } from '../model/timeline.ts'
import type { PromiseTrace } from '../promises/promise-trace.ts'
import { type Blame, blameCall, createRuleFailure } from '../rig/blame.ts'
import type { Call } from '../rig/call.ts'
import type { GatedWork, Run } from '../rig/gated-work.ts'
import type { ManagerDriver } from '../rig/manager-driver.ts'
import type { NetworkLane } from '../rig/network-lane.ts'
import type { Recorder } from '../rig/recorder.ts'
import { findUserFrame } from '../stack/user-frame.ts'
import { describe } from '../text/describe.ts'
import { formatMs } from '../text/format-ms.ts'
import { maskNumbers } from '../text/mask-numbers.ts'
import type { TrialTime } from './trial-time.ts'

/** What the judgements of a trial look at. */
export interface JudgementParts {
  readonly driver: ManagerDriver
  readonly clock: Clock
  readonly time: TrialTime
  readonly timeline: Timeline
  readonly work: GatedWork
  readonly log: Recorder
  readonly lane?: NetworkLane | undefined
  /** Who waits for which promise; only when a check is made again for that. */
  readonly trace?: PromiseTrace | undefined
}

/**
 * How long a manager may take leave, of a server or a file, once its loop has ended: a tenth of the
 * interval, and ten milliseconds at least.
 */
export function farewellMs(intervalMs: number): number {
  return Math.max(10, intervalMs / 10)
}

/** What every rule may ask of a call or of the runs; each fails the rule with the timeline of its trial. */
export class Judgements {
  readonly #parts: JudgementParts

  constructor(parts: JudgementParts) {
    this.#parts = parts
  }

  /** Makes the failure of the rule, with what happened so far. */
  createFailure(observed: string, blame: Blame = {}): RuleFailure {
    const { timeline, trace, clock, log, lane } = this.#parts
    lane?.noteOpen()
    const failure = createRuleFailure(observed, blame, { timeline, trace, clock })
    failure.output = log.printed
    return failure
  }

  /**
   * Waits for so many runs, each of which may fail and be followed by a back-off.
   *
   * @throws {NotApplicable} when that takes over `count` + 2 intervals and back-offs
   */
  async requireRuns(count: number): Promise<void> {
    const { time, work, driver } = this.#parts
    const { name, intervalMs, capabilities } = driver.subject
    const backoffMs = capabilities?.backoffMs ?? 0
    const limitMs = (count + 2) * intervalMs + count * Math.max(0, backoffMs - intervalMs)
    if (await time.advUntil(() => work.completed >= count, limitMs)) return
    throw new NotApplicable(`${name} completed no ${count} runs in ${formatMs(limitMs)}`, 'not-run')
  }

  /** Waits until a run is in flight, and holds it. @throws {NotApplicable} when none starts */
  async requireRunInFlight(): Promise<Run> {
    const { time, work, driver } = this.#parts
    const { name, intervalMs } = driver.subject
    work.hold()
    await time.advUntil(() => work.active > 0, 3 * intervalMs)
    const run = work.last
    if (run === undefined || work.active === 0) {
      throw new NotApplicable(`${name} did not start a run within three intervals`, 'not-run')
    }
    work.holdOnly(run)
    return run
  }

  /** Fails unless the call fulfils within `withinMs` of virtual time. */
  async expectFulfilled(call: Call, withinMs: number): Promise<void> {
    const { time, clock, driver } = this.#parts
    const isSettled = await time.settle(call, withinMs)
    const waitedMs = clock.nowMs - call.calledAtMs
    const graceMs = withinMs === 0 ? 0 : farewellMs(driver.subject.intervalMs)
    if (!isSettled && !(await time.settle(call, graceMs))) {
      const waited =
        withinMs === 0 ? 'once nothing more could run' : `${formatMs(waitedMs)} after the call`
      throw this.createFailure(`${call.label} was still pending ${waited}`, {
        event: call.called,
        pending: call,
        signature: sign(call, 'pending'),
      })
    }
    this.expectNotRejected(call)
  }

  /** Fails if the call threw or rejected. */
  expectNotRejected(call: Call): void {
    if (call.threw !== undefined) {
      const error = describe(call.threw.error)
      throw this.createFailure(`${call.label} threw ${error}`, {
        ...blameCall(call),
        signature: sign(call, `threw ${maskNumbers(error)}`),
      })
    }
    if (call.state === 'rejected') {
      const reason = describe(call.outcome)
      throw this.createFailure(`${call.label} rejected with ${reason}`, {
        ...blameCall(call),
        signature: sign(call, `rejected ${maskNumbers(reason)}`),
      })
    }
  }

  /** Fails if the call has settled although `because`; waits in real time where it may need that. */
  async expectPending(call: Call, because: string): Promise<void> {
    await this.#parts.time.suspect(call)
    this.expectStillPending(call, because)
  }

  /** As {@link expectPending}, at once. */
  expectStillPending(call: Call, because: string): void {
    if (call.state === 'pending') return
    this.expectNotRejected(call)
    if (this.hasGivenUp(call.settled?.atMs)) return
    const how = call.isThenable ? call.state : 'returned no promise'
    const settledAt = formatMs(call.settled?.atMs ?? 0)
    throw this.createFailure(`${call.label} ${how} at ${settledAt} while ${because}`, {
      event: call.settled,
      mark: 'too early',
      call,
      signature: `${call.method?.name ?? call.label}|too early`,
    })
  }

  /**
   * Whether there were runs in flight at a moment, and the subject had given up every one of them by
   * design: nothing waits for them then. Default: now.
   */
  hasGivenUp(atMs: number = this.#parts.clock.nowMs): boolean {
    const running = this.#parts.work.runs.filter(({ state }) => state === 'running')
    return running.length > 0 && !running.some((run) => this.#parts.work.isInFlight(run, atMs))
  }

  /** Fails if `clone()` threw or gave nothing. */
  expectHandle(call: Call): void {
    if (call.threw !== undefined) {
      const error = describe(call.threw.error)
      throw this.createFailure(`${call.label} threw ${error}`, blameCall(call))
    }
    if (call.value !== undefined && call.value !== null) return
    throw this.createFailure(`${call.label} returned ${String(call.value)}`, {
      event: call.called,
      mark: 'no handle',
      call,
    })
  }

  /** Fails if more than `allowed` runs have started since there were `before`. */
  expectNoRunSince(before: number, when: string, allowed: number): void {
    const { work, driver } = this.#parts
    const run = work.runs[before + allowed]
    if (run === undefined) return
    const { name } = driver.subject
    throw this.createFailure(`${name} started run #${run.n} at ${formatMs(run.startMs)}, ${when}`, {
      event: run.started,
      site: run.site,
      signature: `late run|${findUserFrame(run.site)}`,
    })
  }
}

/** The same for calls of one method that go wrong in one way, in the same state of the manager. */
function sign(call: Call, how: string): string {
  const state = call.startsBefore === 0 ? 'new' : call.wasBusy ? 'busy' : 'idle'
  // An error counts as the same whatever the manager was doing.
  return [call.method?.name ?? call.label, how, ...(how === 'pending' ? [state] : [])].join('|')
}
