import type { TimelineEvent } from '../model/report.ts'
import type { Timeline } from '../model/timeline.ts'
import { NeedsRunInFlight } from '../model/rule-failure.ts'
import { createDeferred, type Deferred, Work, type WorkRun, type WorkTraits } from './work.ts'

/** One call of the work by the subject, on a timeline. */
export interface Run extends WorkRun {
  readonly started: TimelineEvent
  /** Its `stack` leads to the line of the subject that called the work. */
  readonly site: Error
}

/** What a run does: what it returns is what the subject gets. */
export type Behaviour = (run: Run) => unknown

/** Leads nowhere. */
const NO_SITE = new Error('no stack is kept')

/** The work of a trial, and of a test's gate: each run ends at once unless it is held or told otherwise. */
export class GatedWork extends Work<Run> {
  readonly #timeline: Timeline
  readonly #isForgetful: boolean
  #behaviour: Behaviour
  #gate: Deferred | undefined

  /** @param isForgetful keeps neither signals nor stacks, which would hold the manager. Default: false */
  constructor(
    timeline: Timeline,
    nowMs: () => number,
    { isForgetful = false, ...traits }: WorkTraits & { isForgetful?: boolean } = {},
  ) {
    super(nowMs, traits)
    this.#timeline = timeline
    this.#isForgetful = isForgetful
    this.#behaviour = this.#succeed
  }

  /** @throws {NeedsRunInFlight} where runs end in the turn in which they begin */
  requireRunInFlight(): void {
    if (this.isSync) throw new NeedsRunInFlight()
  }

  readonly #succeed = (): void | Promise<void> => (this.isSync ? undefined : succeed())

  /** From now on every run fails with what `reasonOf` answers, in the way in which runs of this subject fail. */
  failAll(reasonOf: (run: Run) => unknown): void {
    this.behave((run) => {
      if (this.isSync) throw reasonOf(run)
      // oxlint-disable-next-line prefer-promise-reject-errors -- a run may reject with anything
      return Promise.reject(reasonOf(run))
    })
  }

  /** From now on every run does this. */
  behave(behaviour: Behaviour): void {
    this.#behaviour = behaviour
  }

  /** From now on every run stays in flight until {@link release} or {@link fail}. */
  hold(): void {
    const { held } = this
    this.behave(() => held)
  }

  /** As {@link hold}, for a run that is held already; runs after it succeed at once. */
  holdOnly({ n }: Run): void {
    const { held } = this
    this.behave((run) => (run.n <= n ? held : this.#succeed()))
  }

  /** A promise that settles with {@link release} or {@link fail}, for behaviours of their own. */
  get held(): Promise<void> {
    this.requireRunInFlight()
    this.#gate ??= createDeferred()
    return this.#gate.promise
  }

  /** Lets the runs that are held end well; later runs succeed at once. */
  release(): void {
    this.behave(this.#succeed)
    this.#gate?.resolve()
    this.#gate = undefined
  }

  /** Lets the runs that are held reject; later runs succeed at once. */
  fail(reason: unknown): void {
    this.behave(this.#succeed)
    this.#gate?.reject(reason)
    this.#gate = undefined
  }

  /** Lets the next run reject; later runs succeed at once. */
  failNext(reason: unknown): void {
    // Rejected once, then forgotten: what hangs on the gate is only what was held before.
    this.behave(async () => {
      this.release()
      throw reason
    })
  }

  protected override begin(run: WorkRun): Run {
    const { n } = run
    return {
      ...run,
      ...(this.#isForgetful ? { signal: undefined, startedAborted: false } : {}),
      started: this.#timeline.add(`run #${n} started`, { lane: 'work', begins: n, label: `#${n}` }),
      site: this.#isForgetful ? NO_SITE : new Error('the work was called here'),
    }
  }

  protected override perform(run: Run): void | Promise<void> {
    let result: unknown
    try {
      result = this.#behaviour(run)
    } catch (error) {
      this.end(run, 'failed')
      throw error
    }
    if (!(result instanceof Promise)) {
      this.end(run, 'done')
      return result as void
    }
    return result.then(
      (value: unknown) => {
        this.end(run, 'done')
        return value as void
      },
      (error: unknown) => {
        this.end(run, 'failed')
        throw error
      },
    )
  }

  protected override noteEnd({ n, state }: Run): void {
    this.#timeline.add(`run #${n} ${state}`, {
      lane: 'work',
      ends: n,
      ...(state === 'failed' ? { failed: true } : {}),
    })
  }
}

async function succeed(): Promise<void> {}
