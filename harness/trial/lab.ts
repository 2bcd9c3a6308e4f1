import type { Leftover } from './leftover.ts'
import type { Capability, RuleId } from '../model/rule-info.ts'
import { DEFAULT_SEED } from '../model/seed.ts'
import { NeedsRunInFlight, RuleFailure } from '../model/rule-failure.ts'
import { runTrial, type TrialOptions } from './run-trial.ts'
import type { Subject } from '../model/subject.ts'
import type { Trial } from './trial.ts'

/** What KIT-00 saw a subject do, for the rules that need to know. */
export interface Observations {
  /** Why a capability is absent, in a sentence; what is not listed is there. */
  readonly absent: ReadonlyMap<Capability, string>
  /** The first run starts when the manager is created, not one interval later. */
  readonly runsAtOnce: boolean
  /** An idle `shutdown()` settles only at the next wake-up: the manager polls. */
  readonly polls: boolean
  /** The last info line of an idle shutdown, numbers masked. */
  readonly successLine: string | undefined
  /** Those that it names. */
  readonly hosts: readonly string[]
  /** It talks to servers of this process, or is one. */
  readonly isLocal: boolean
  /** Why nothing that it logs may be seen, if that is so. */
  readonly blindness: string | undefined
}

/** Where the rules of one subject make their trials. */
export class Lab {
  readonly subject: Subject
  /** The rule that is being checked. */
  current: RuleId = 'KIT-00'
  /** The rules that were found broken, as far as they have been checked. */
  readonly broken: Set<RuleId> = new Set()
  /** Why the rule that is being checked may have missed a line of the log, if it may. */
  doubt: string | undefined
  /** Whether trials follow who waits for which promise, to say where one hangs. */
  isTracing = false
  readonly #leftovers = new Map<RuleId, Leftover & { during: RuleId }>()
  /** Called now and then while a check in real time goes on. */
  readonly onPulse: (() => void) | undefined
  #seen: Observations | undefined
  #trials = { run: 0, leftOut: 0 }
  /** What everything random begins with, in every trial and schedule. */
  readonly seed: number

  /**
   * @param onPulse called now and then while a check in real time goes on
   * @param seed what everything random begins with
   */
  constructor(subject: Subject, onPulse?: () => void, seed: number = DEFAULT_SEED) {
    this.subject = subject
    this.seed = seed
    this.onPulse = onPulse
  }

  /** What KIT-00 observed. @throws {Error} before KIT-00 has run */
  get seen(): Observations {
    if (this.#seen === undefined) throw new Error('KIT-00 has to be checked before any other rule')
    return this.#seen
  }

  set seen(observations: Observations) {
    this.#seen = observations
  }

  /** Whether the rules are checked in real time. */
  get isReal(): boolean {
    return this.subject.clock === 'real'
  }

  /** Whether the manager promises to report failed runs. */
  get isReporting(): boolean {
    return this.subject.profile !== 'graceful'
  }

  /** Runs that may start after `shutdown()`, where the subject flushes by design: one, or any number. */
  get finalRuns(): number {
    const { finalRun } = this.subject.capabilities ?? {}
    if (finalRun === 'until-empty') return Infinity
    return finalRun === true ? 1 : 0
  }

  /** Forgets which trials of the rule before were left out, and what was not seen in them. */
  begin(rule: RuleId): void {
    this.current = rule
    this.#trials = { run: 0, leftOut: 0 }
    this.doubt = undefined
  }

  /** Whether every trial of the rule needed a run in flight, which this subject never has. */
  get isLeftOut(): boolean {
    return this.#trials.run === 0 && this.#trials.leftOut > 0
  }

  /** Fails the rule with what a trial of another rule has left behind, if it is this rule's matter. */
  expectNoLeftover(rule: RuleId): void {
    const leftover = this.#leftovers.get(rule)
    if (leftover === undefined) return
    const { message, timeline, frame } = leftover.failure
    throw new RuleFailure(`after the check of ${leftover.during}, ${message}`, timeline, frame)
  }

  #noteLeftover(leftover: Leftover): void {
    if (!this.#leftovers.has(leftover.rule)) {
      this.#leftovers.set(leftover.rule, { ...leftover, during: this.current })
    }
  }

  /** Runs `body` on a fresh subject under a fresh clock. */
  async trial(body: (t: Trial) => Promise<void>, options?: TrialOptions): Promise<void> {
    try {
      await this.#runTrial(body, options)
      this.#trials.run += 1
    } catch (error) {
      if (!(error instanceof NeedsRunInFlight)) throw error
      this.#trials.leftOut += 1
    }
  }

  #runTrial(body: (t: Trial) => Promise<void>, options?: TrialOptions): Promise<void> {
    const { onPulse } = this
    onPulse?.()
    return runTrial(this.subject, body, {
      ...options,
      ...(onPulse === undefined ? {} : { onPulse }),
      seed: this.seed,
      // At first nobody knows.
      isLocal: this.#seen?.isLocal ?? this.subject.clock !== 'real',
      blindness: this.#seen?.blindness,
      traces: this.isTracing,
      ...(this.#seen?.polls === false ? { polls: false } : {}),
      // Once it is known that handles stay open there is nothing to wait for.
      ...(this.#leftovers.has('LEAK-06') ? { closeMs: 10 } : {}),
      onDoubt: (doubt) => {
        this.doubt ??= doubt
      },
      onLeftover: (leftover) => {
        this.#noteLeftover(leftover)
      },
    })
  }
}
