import { Work, type WorkRun, type WorkTraits } from '../../rig/work.ts'
import type { EventPlace } from '../../model/timeline.ts'
import type { ScheduleLog } from './schedule-log.ts'
import type { RunRecord } from './schedule-record.ts'
import { type WorkTimers, WORK_TIMER } from './schedule-timers.ts'

/** What the work of a schedule needs of it. */
export interface WorkHost {
  readonly timers: WorkTimers
  readonly intervalMs: number
  readonly log: ScheduleLog
}

interface Failure {
  readonly error: unknown
}

interface Flight {
  readonly end: (how?: Failure) => void
  readonly closeTimer: (() => void) | undefined
  isHung: boolean
}

/** The work of one schedule: the runs of the scenario, and what operations make of them. */
export class ScenarioWork extends Work<RunRecord> {
  /** When the last run has ended: not always the one that started last. */
  lastEndMs = 0
  readonly #host: WorkHost
  #mishap: 'reject' | 'throw' | 'hang' | undefined
  /** The runs in flight, and how to end each; the work can be called again before it has ended. */
  readonly #flights = new Map<RunRecord, Flight>()

  constructor(host: WorkHost, traits: WorkTraits) {
    super(() => host.timers.nowMs, traits)
    this.#host = host
  }

  get inFlight(): RunRecord | undefined {
    return this.active === 0 ? undefined : this.runs.findLast((run) => this.isInFlight(run))
  }

  /** The last run that has not ended, also one that the subject has given up. */
  findRunning(): RunRecord | undefined {
    return this.runs.findLast(({ state }) => state === 'running')
  }

  /** Whether a run in flight will not end by itself. */
  get isHanging(): boolean {
    for (const { isHung } of this.#flights.values()) if (isHung) return true
    return false
  }

  /** The run in flight fails now, or the next one as soon as it has started. */
  reject(): void {
    const run = this.inFlight
    const flight = run && this.#flights.get(run)
    if (flight === undefined) this.#mishap = 'reject'
    else flight.end({ error: new Error(`run #${run?.n} was made to fail`) })
  }

  /** The next run throws. */
  throw(): void {
    this.#mishap = 'throw'
  }

  /** The run in flight, or else the next, does not end until its signal is aborted. */
  hang(): void {
    const run = this.inFlight
    const flight = run && this.#flights.get(run)
    if (flight === undefined) {
      this.#mishap = 'hang'
      return
    }
    flight.isHung = true
    flight.closeTimer?.()
  }

  /** Lets runs that hang end well. */
  release(): void {
    for (const { isHung, end } of this.#flights.values()) if (isHung) end()
  }

  protected override perform(run: RunRecord): void | Promise<void> {
    const mishap = this.#mishap
    this.#mishap = undefined
    const { kind, intervals } = findScenarioRun(run.n)
    if (this.isSync) {
      const fails =
        mishap === 'throw' || (mishap === undefined && (kind === 'throws' || kind === 'fails'))
      this.end(run, fails ? 'failed' : 'done')
      if (fails) throw failureOf(run)
      return undefined
    }
    if (mishap === 'throw' || (mishap === undefined && kind === 'throws')) {
      this.end(run, 'failed')
      throw failureOf(run)
    }
    if (mishap === 'reject') {
      this.end(run, 'failed')
      return Promise.reject(failureOf(run))
    }
    if (mishap === 'hang') return this.#wait(run, {})
    if (kind === 'quick' || kind === 'plain') {
      this.end(run, 'done')
      return kind === 'quick' ? Promise.resolve() : undefined
    }
    const delayMs = Math.max(1, Math.round(intervals * this.#host.intervalMs))
    return this.#wait(run, { delayMs, fails: kind === 'fails', isDeaf: kind === 'deaf' })
  }

  /** A run that ends after `delayMs`, or never. */
  #wait(
    run: RunRecord,
    {
      delayMs,
      fails = false,
      isDeaf = false,
    }: { delayMs?: number; fails?: boolean; isDeaf?: boolean },
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const signal = isDeaf ? undefined : run.signal
      const end = (how?: Failure): void => {
        if (!this.#flights.delete(run)) return
        flight.closeTimer?.()
        signal?.removeEventListener('abort', onAbort)
        this.end(run, how === undefined ? 'done' : 'failed')
        if (how === undefined) resolve()
        else reject(how.error)
      }
      const onAbort = (): void => {
        run.wasCutShort = true
        end({ error: signal?.reason })
      }
      const flight: Flight = {
        end,
        isHung: delayMs === undefined,
        closeTimer:
          delayMs === undefined
            ? undefined
            : this.#after(delayMs, () => end(fails ? { error: failureOf(run) } : undefined)),
      }
      this.#flights.set(run, flight)
      if (signal?.aborted === true) onAbort()
      else signal?.addEventListener('abort', onAbort)
    })
  }

  #after(delayMs: number, callback: () => void): () => void {
    const timer = this.#host.timers.add({ kind: 'timeout', api: WORK_TIMER, callback, delayMs })
    return () => timer.close()
  }

  protected override begin(run: WorkRun): RunRecord {
    const { log } = this.#host
    // Field by field: a spread makes the engine derive a shape of its own for each record, which takes
    // longer than all the rest of a run.
    return {
      n: run.n,
      signal: run.signal,
      startedAborted: run.startedAborted,
      startMs: run.startMs,
      overlaps: run.overlaps,
      state: run.state,
      started: log.add(`run #${run.n} started`, findPlaces(run.n).start),
      ended: undefined,
      wasCutShort: false,
      site: log.isTracing ? new Error('the work was called here') : undefined,
    }
  }

  protected override noteEnd(run: RunRecord): void {
    const { n, state } = run
    const places = findPlaces(n)
    run.ended = this.#host.log.add(
      `run #${n} ${state}`,
      state === 'failed' ? places.failure : places.end,
    )
    this.lastEndMs = run.ended.atMs
  }
}

/** Where a report draws the start and the end of a run. */
interface RunPlaces {
  readonly start: EventPlace
  readonly end: EventPlace
  readonly failure: EventPlace
}

/** By the number of the run: the same in every schedule. */
const runPlaces: RunPlaces[] = []

function findPlaces(n: number): RunPlaces {
  const known = runPlaces[n]
  if (known !== undefined) return known
  const places: RunPlaces = {
    start: { lane: 'work', begins: n, label: `#${n}` },
    end: { lane: 'work', ends: n },
    failure: { lane: 'work', ends: n, failed: true },
  }
  runPlaces[n] = places
  return places
}

/** Made only when it is needed: an error takes longer than all the rest of a run. */
function failureOf({ n }: RunRecord): Error {
  return new Error(`run #${n} failed`)
}

/** What one run of the work does. */
type RunKind =
  /** Returns a promise that is fulfilled. */
  | 'quick'
  /** Takes a while, and rejects as soon as its signal is aborted. */
  | 'slow'
  /** Takes a while, whatever its signal says. */
  | 'deaf'
  /** Rejects after a while. */
  | 'fails'
  /** Throws. */
  | 'throws'
  /** Returns nothing. */
  | 'plain'

/** One run of the scenario; the time it takes in intervals of the subject. */
export interface ScenarioRun {
  readonly kind: RunKind
  readonly intervals: number
}

/**
 * The runs of every schedule: all that a run can do, a slow one over the next tick among them.
 *
 * What comes after them is like the first.
 */
export const scenario: readonly ScenarioRun[] = [
  { kind: 'quick', intervals: 0 },
  { kind: 'slow', intervals: 1.5 },
  { kind: 'fails', intervals: 0.25 },
  { kind: 'deaf', intervals: 0.5 },
  { kind: 'throws', intervals: 0 },
  { kind: 'plain', intervals: 0 },
]

/** What run `n` does; a run after the last of the scenario is like the first. */
function findScenarioRun(n: number): ScenarioRun {
  return scenario[n - 1] ?? { kind: 'quick', intervals: 0 }
}
