import type { Subject } from '../model/subject.ts'

/** One call of the work by the subject, whatever it is put through. */
export interface WorkRun {
  /** 1 for the first. */
  readonly n: number
  /** The signal the subject handed over, when it handed one. */
  readonly signal: AbortSignal | undefined
  /** Whether that signal was aborted already when the run started. */
  readonly startedAborted: boolean
  /** In milliseconds of the subject's time. */
  readonly startMs: number
  /** Whether as many runs as may be in flight at once were so when it started. */
  readonly overlaps: boolean
  state: 'running' | 'done' | 'failed'
}

/**
 * A subject never starts this many runs at one instant unless it has lost its interval; one more is
 * answered with a promise that never settles, which ends a loop that would otherwise never yield.
 */
const HOT_LOOP_STARTS = 1000

/** How the work of a subject is, by what the subject declares. */
export interface WorkTraits {
  /** Runs end in the turn in which they begin: they return nothing, and fail by throwing. Default: false. */
  readonly isSync?: boolean
  /** How many runs may be in flight at once. Default: 1. */
  readonly concurrency?: number
  /** A run that has been in flight for so long has been given up, in milliseconds. Default: never. */
  readonly runLimitMs?: number
}

/** Reads the traits of the work from what a subject declares. */
export function readWorkTraits({ capabilities = {} }: Pick<Subject, 'capabilities'>): WorkTraits {
  const { work, concurrency, runLimitMs } = capabilities
  return {
    isSync: work === 'sync',
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(runLimitMs === undefined ? {} : { runLimitMs }),
  }
}

/**
 * The work callback that the harness hands to the subject: what it counts and when a run begins and ends.
 *
 * Each kind of work adds what its runs do and where they are put on record.
 */
export abstract class Work<Run extends WorkRun = WorkRun> {
  readonly runs: Run[] = []
  active = 0
  maxActive = 0
  /** Runs that have ended. */
  completed = 0
  /** Set when the subject started {@link HOT_LOOP_STARTS} runs without letting time pass. */
  isHot = false
  /** Has the runs of a subject that declares synchronous work be asynchronous all the same. */
  isTriedAsync = false
  /** Told of each run, with the item it brings back. */
  onRun: ((run: Run, item: unknown) => void) | undefined
  readonly #nowMs: () => number
  readonly #traits: WorkTraits
  #startsAtInstant = 0
  #instantMs = -1

  /** @param nowMs the time of the subject: runs that start at one instant may be a hot loop */
  constructor(nowMs: () => number, traits: WorkTraits = {}) {
    this.#nowMs = nowMs
    this.#traits = traits
  }

  /** Whether runs end in the turn in which they begin. */
  get isSync(): boolean {
    return this.#traits.isSync === true && !this.isTriedAsync
  }

  get starts(): number {
    return this.runs.length
  }

  get last(): Run | undefined {
    return this.runs.at(-1)
  }

  /** The callback itself. Needs no `this`. */
  readonly call = (signal?: unknown, item?: unknown): void | Promise<void> => {
    const nowMs = this.#nowMs()
    this.#startsAtInstant = nowMs === this.#instantMs ? this.#startsAtInstant + 1 : 1
    this.#instantMs = nowMs
    if (this.#startsAtInstant > HOT_LOOP_STARTS) {
      this.isHot = true
      return new Promise<never>(() => {})
    }
    const handed = signal instanceof AbortSignal ? signal : undefined
    const run = this.begin({
      n: this.runs.length + 1,
      signal: handed,
      startedAborted: handed?.aborted ?? false,
      startMs: nowMs,
      overlaps: this.#countActive(nowMs) >= (this.#traits.concurrency ?? 1),
      state: 'running',
    })
    this.runs.push(run)
    this.active += 1
    this.maxActive = Math.max(this.maxActive, this.#countActive(nowMs))
    this.onRun?.(run, item)
    return this.perform(run)
  }

  #countActive(nowMs: number): number {
    if (this.#traits.runLimitMs === undefined) return this.active
    return this.runs.filter((run) => this.isInFlight(run, nowMs)).length
  }

  /** Whether a run has neither ended nor been given up by the subject. */
  isInFlight({ state, startMs }: WorkRun, nowMs: number = this.#nowMs()): boolean {
    return state === 'running' && nowMs - startMs < (this.#traits.runLimitMs ?? Infinity)
  }

  /** Puts the start of a run on record, and returns the run with what is recorded of it. */
  protected abstract begin(run: WorkRun): Run

  /** Does what the run does, and calls {@link end} when it has ended. The subject gets what is returned. */
  protected abstract perform(run: Run): void | Promise<void>

  /** Puts the end of a run on record. */
  protected abstract noteEnd(run: Run): void

  protected end(run: Run, state: 'done' | 'failed'): void {
    run.state = state
    this.active -= 1
    this.completed += 1
    this.noteEnd(run)
  }
}

/** A promise, and how to settle it. */
export interface Deferred {
  readonly promise: Promise<void>
  resolve(this: void): void
  reject(this: void, reason: unknown): void
}

/** Creates a promise that is settled from outside; nobody has to handle its rejection. */
export function createDeferred(): Deferred {
  let resolve!: () => void
  let reject!: (reason: unknown) => void
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  // One that is rejected while no run waits for it is nobody's failure.
  promise.catch(() => {})
  return { promise, resolve, reject }
}
