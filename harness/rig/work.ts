import type { TimelineEvent } from '../model/report.ts'
import type { Timeline } from '../model/timeline.ts'

/** One call of the work by the subject. */
export interface Run {
  /** 1 for the first. */
  readonly n: number
  readonly startMs: number
  /** The signal the subject handed over, when it handed one. */
  readonly signal: AbortSignal | undefined
  /** Whether another run was in flight when it started. */
  readonly overlaps: boolean
  /** Whether that signal was aborted already when the run started. */
  readonly startedAborted: boolean
  readonly started: TimelineEvent
  /** Its `stack` leads to the line of the subject that called the work. */
  readonly site: Error
  state: 'running' | 'done' | 'failed'
}

/** What a run does: what it returns is what the subject gets. */
export type Behaviour = (run: Run) => unknown

/**
 * The subject never starts this many runs at one instant of virtual time unless it has lost its
 * interval; one more is answered with a promise that never settles, which ends a loop that would
 * otherwise never yield.
 */
const HOT_LOOP_STARTS = 1000

/** Leads nowhere. */
const NO_SITE = new Error('no stack is kept')

/** The work callback that the harness hands to the subject: counted, and controllable. */
export class Work {
  readonly runs: Run[] = []
  active = 0
  maxActive = 0
  completed = 0
  /** Set when the subject started {@link HOT_LOOP_STARTS} runs without letting time pass. */
  isHot = false

  readonly #timeline: Timeline
  readonly #nowMs: () => number
  readonly #isForgetful: boolean
  #behaviour: Behaviour = succeed
  #gate: PromiseWithResolvers<void> | undefined
  #startsAtInstant = 0
  #instantMs = -1

  /** @param isForgetful keeps neither signals nor stacks, which would hold the manager */
  constructor(timeline: Timeline, nowMs: () => number, isForgetful = false) {
    this.#timeline = timeline
    this.#nowMs = nowMs
    this.#isForgetful = isForgetful
  }

  get starts(): number {
    return this.runs.length
  }

  get last(): Run | undefined {
    return this.runs.at(-1)
  }

  /** From now on every run does this. */
  behave(behaviour: Behaviour): void {
    this.#behaviour = behaviour
  }

  /** From now on every run stays in flight until {@link release} or {@link fail}. */
  hold(): void {
    this.#gate ??= createGate()
    const { promise } = this.#gate
    this.behave(() => promise)
  }

  /** As {@link hold}, for a run that is held already; runs after it succeed at once. */
  holdOnly({ n }: Run): void {
    const { held } = this
    this.behave((run) => (run.n <= n ? held : succeed()))
  }

  /** A promise that settles with {@link release} or {@link fail}, for behaviours of their own. */
  get held(): Promise<void> {
    this.#gate ??= createGate()
    return this.#gate.promise
  }

  /** Lets the runs that are held end well; later runs succeed at once. */
  release(): void {
    this.behave(succeed)
    this.#gate?.resolve()
    this.#gate = undefined
  }

  /** Lets the runs that are held reject; later runs succeed at once. */
  fail(reason: unknown): void {
    this.behave(succeed)
    this.#gate?.reject(reason)
    this.#gate = undefined
  }

  /** The callback itself. */
  readonly call = (signal?: unknown): void | Promise<void> => {
    const run = this.#start(signal)
    if (run === undefined) return new Promise(() => {})
    let result: unknown
    try {
      result = this.#behaviour(run)
    } catch (error) {
      this.#end(run, 'failed')
      throw error
    }
    if (!(result instanceof Promise)) {
      this.#end(run, 'done')
      return result as void
    }
    return result.then(
      (value: unknown) => {
        this.#end(run, 'done')
        return value as void
      },
      (error: unknown) => {
        this.#end(run, 'failed')
        throw error
      },
    )
  }

  #start(signal: unknown): Run | undefined {
    const nowMs = this.#nowMs()
    if (nowMs !== this.#instantMs) {
      this.#instantMs = nowMs
      this.#startsAtInstant = 0
    }
    this.#startsAtInstant += 1
    if (this.#startsAtInstant > HOT_LOOP_STARTS) {
      this.isHot = true
      return undefined
    }
    const handed = signal instanceof AbortSignal && !this.#isForgetful ? signal : undefined
    const n = this.runs.length + 1
    const run: Run = {
      n,
      startMs: nowMs,
      signal: handed,
      startedAborted: handed?.aborted ?? false,
      overlaps: this.active > 0,
      started: this.#timeline.add(`run #${n} started`, {
        lane: 'work',
        begins: n,
        label: `#${n}`,
      }),
      site: this.#isForgetful ? NO_SITE : new Error('the work was called here'),
      state: 'running',
    }
    this.runs.push(run)
    this.active += 1
    this.maxActive = Math.max(this.maxActive, this.active)
    return run
  }

  #end(run: Run, state: 'done' | 'failed'): void {
    run.state = state
    this.active -= 1
    this.completed += 1
    this.#timeline.add(`run #${run.n} ${state}`, {
      lane: 'work',
      ends: run.n,
      ...(state === 'failed' ? { failed: true } : {}),
    })
  }
}

async function succeed(): Promise<void> {}

interface PromiseWithResolvers<T> {
  promise: Promise<T>
  resolve(value: T): void
  reject(reason: unknown): void
}

function createGate(): PromiseWithResolvers<void> {
  let resolve!: (value: void) => void
  let reject!: (reason: unknown) => void
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  // A gate that is rejected while no run waits at it is nobody's failure.
  promise.catch(() => {})
  return { promise, resolve, reject }
}
