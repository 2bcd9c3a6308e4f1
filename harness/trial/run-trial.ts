// trial/ gives a rule what it needs: a fresh manager under a fresh clock, for one scenario, with everything cleaned
// up afterwards. The ordinary rules are here too, one file for each, in rules/.

import { createClock } from '../clock/create-clock.ts'
import { HandleCensus } from '../handles/handle-census.ts'
import { AsyncStorageGuard } from '../rig/async-storage-guard.ts'
import { createManager } from './create-manager.ts'
import { type Leftover, findLeftovers } from './leftover.ts'
import { ManagerDriver } from '../rig/manager-driver.ts'
import { PromiseTrace } from '../promises/promise-trace.ts'
import { ProcessGuard } from '../rig/process-guard.ts'
import { ArrivingClock } from '../rig/arrivals.ts'
import { ItemLedger } from '../rig/item-ledger.ts'
import { ResourceLedger } from '../rig/resource-ledger.ts'
import { readWorkTraits } from '../rig/work.ts'
import { NetworkLane } from '../rig/network-lane.ts'
import { Metronome } from '../rig/metronome.ts'
import { RealClock } from '../rig/real-clock.ts'
import { RealTrialTime } from './real-trial-time.ts'
import { VirtualTrialTime } from './trial-time.ts'
import { DEFAULT_SEED } from '../model/seed.ts'
import { real } from '../platform/real-time.ts'
import type { SimulatedNetwork } from '../network/simulated-network.ts'
import { SeededRandomness } from '../platform/randomness/seeded-randomness.ts'
import { installNetwork, isNetworked } from '../rig/subject-network.ts'
import { warmFetch } from '../platform/warm-fetch.ts'
import { Recorder } from '../rig/recorder.ts'
import type { Subject } from '../model/subject.ts'
import { beginTrialDay, endTrialDay } from '../rig/one-process.ts'
import { ThreadWatch } from '../rig/thread-watch.ts'
import { Timeline } from '../model/timeline.ts'
import { Trial } from './trial.ts'
import { GatedWork } from '../rig/gated-work.ts'

/** How a trial starts. */
export interface TrialOptions {
  /** Runs that are to have ended before the body starts. Default 1. */
  readonly runs?: number
  /** Hands over control as soon as `create` has returned, before anything else ran. */
  readonly atOnce?: boolean
  /** Hands over control while the start-up may still be under way, and lets no I/O settle before. */
  readonly duringStart?: boolean
  /** Whether the start-up may fail: the body judges how. */
  readonly mayFail?: boolean
  /** Prepares what the subject meets before it is made. */
  prepare?(trial: Trial): void
  /** Watches file descriptors too, which no hook reports. */
  readonly files?: boolean
  /** Told what is left once the subject has been stopped, where the body has passed. */
  onLeftover?(leftover: Leftover): void
  /** Told why a body that has passed may have missed a line of the log. */
  onDoubt?(doubt: string): void
  /** Real milliseconds in which handles that the subject is closing may end. Default: 300, or longer for threads. */
  readonly closeMs?: number
  /** Follows who waits for which promise. */
  readonly traces?: boolean
  /** Whether the rest of an interval may pass until a manager that was shut down is at rest. Default true. */
  readonly polls?: boolean
  /** Keeps no stacks of what the subject does, which would hold the manager. Nor are handles noted. */
  readonly isForgetful?: boolean
  /** Why nothing that the subject logs may be seen, if that is so. */
  readonly blindness?: string | undefined
  /** What everything random begins with. Default: 1. */
  readonly seed?: number
  /** Whether servers of this process are in memory where the subject has no network. Default: false. */
  readonly isLocal?: boolean
  /** In real time: called now and then. */
  onPulse?(): void
}

/** Immediates in a row that are work; more are a loop that polls, and takes time. */
const IMMEDIATES_PER_INSTANT = 200

/** Creates a fresh subject under a fresh clock, hands it to `body`, and leaves nothing behind. */
export async function runTrial(
  subject: Subject,
  body: (trial: Trial) => Promise<void>,
  {
    runs = 1,
    atOnce = false,
    files = false,
    onLeftover,
    onDoubt,
    closeMs,
    traces = false,
    polls = true,
    isForgetful = false,
    duringStart = false,
    mayFail = false,
    prepare,
    blindness,
    seed = DEFAULT_SEED,
    isLocal = false,
    onPulse,
  }: TrialOptions = {},
): Promise<void> {
  const trace = traces ? new PromiseTrace() : undefined
  // First, for Node 20: hooks on handles leave promises alone only where these are hooked before.
  trace?.start()
  if (isNetworked(subject) || isLocal) await warmFetch()
  const guard = new ProcessGuard()
  const census = new HandleCensus()
  const storages = new AsyncStorageGuard()
  const randomness = new SeededRandomness(seed)
  guard.install()
  storages.install()
  const metronome = subject.clock === 'real' ? new Metronome() : undefined
  const native = metronome
    ? new RealClock()
    : createClock({
        startMs: beginTrialDay(Date.now()),
        immediatesPerInstant: IMMEDIATES_PER_INSTANT,
        traceTimers: !isForgetful,
        detectEscapes: !isForgetful,
        onTimerError: (error) => guard.uncaught.push(error),
      })
  const network = installNetwork(subject, isLocal)
  const brings = subject.trigger !== undefined || subject.submit !== undefined
  const arrivals = brings ? new ArrivingClock(native, subject.intervalMs) : undefined
  const clock = arrivals ?? native
  const nowMs = (): number => clock.nowMs
  const timeline = new Timeline(nowMs)
  const threads = new ThreadWatch(timeline)
  const log = new Recorder(timeline, blindness)
  const work = new GatedWork(timeline, nowMs, { isForgetful, ...readWorkTraits(subject) })
  const items = new ItemLedger(timeline)
  work.onRun = (run, item) => items.noteRun(run, item)
  const resources = new ResourceLedger(timeline, () => work.active)
  const driver = new ManagerDriver(subject)
  const parts = { clock, census, network, threads, intervalMs: subject.intervalMs }
  const time = metronome
    ? new RealTrialTime({ ...parts, metronome, onPulse })
    : new VirtualTrialTime(parts)
  const trial = new Trial({
    driver,
    clock,
    time,
    timeline,
    work,
    log,
    guard,
    census,
    threads,
    trace,
    items,
    resources,
    arrivals,
    network,
    lane: network && NetworkLane.begin(network, timeline),
  })
  randomness.install()
  log.install()
  threads.install()
  if (!isForgetful) census.start({ files })
  guard.settle()
  let hasPassed = false
  try {
    prepare?.(trial)
    await createManager(trial, { atOnce, duringStart, mayFail })
    if (runs > 0 && !atOnce && !duringStart) await trial.runs(runs)
    await body(trial)
    failOnExit(trial)
    failOnHotLoop(trial)
    hasPassed = true
    if (log.doubt !== undefined) onDoubt?.(log.doubt)
  } catch (error) {
    // The attempt is the cause of whatever else went wrong then.
    failOnExit(trial)
    throw error
  } finally {
    try {
      await endTrial(trial, hasPassed ? onLeftover : undefined, { closeMs, polls })
    } finally {
      census.stop()
      threads.uninstall()
      log.uninstall()
      randomness.restore()
      await metronome?.stop()
      await threads.terminate()
      await removeNetwork(network)
      endTrialDay(clock.nowMs)
      clock.restore()
      storages.restore()
      guard.restore()
      trace?.stop()
    }
  }
}

/** What still closes does so in virtual time: a task that connects again must not do that for real. */
async function removeNetwork(network: SimulatedNetwork | undefined): Promise<void> {
  if (network === undefined) return
  network.follow(undefined)
  await new Promise<void>((resolve) => {
    real.setImmediate(() => {
      network.reset()
      resolve()
    })
  })
  await network.close()
}

function failOnExit(trial: Trial): void {
  const [exit] = trial.guard.exits
  if (exit !== undefined) trial.fail(`${trial.name} called ${exit.label}`, { site: exit.site })
}

function failOnHotLoop(trial: Trial): void {
  if (!trial.work.isHot) return
  const run = trial.work.last
  trial.fail(`${trial.name} started ${trial.work.starts} runs without letting time pass`, {
    event: run?.started,
    site: run?.site,
  })
}

/** Virtual milliseconds in which the last timers may end: those of the very instant, and of a goodbye. */
const LAST_TIMERS_MS = 2
const FAREWELL_MS = 10
/** Real milliseconds in which handles that the subject is closing may end. */
const CLOSING_MS = 300
/** Real milliseconds in which handles that were closed by force may end. */
const CLOSE_MS = 200

/**
 * Stops the subject as well as it lets itself be stopped, tells what it leaves behind, and closes
 * that by force: the next trial must not meet it.
 *
 * @param closeMs real milliseconds in which handles that the subject is closing may end
 * @param polls whether the rest of an interval may pass until it is at rest; a drop waits for nothing
 */
async function endTrial(
  t: Trial,
  onLeftover: ((leftover: Leftover) => void) | undefined,
  { closeMs, polls }: { closeMs: number | undefined; polls: boolean },
): Promise<void> {
  const hasStopped = await stop(t)
  const { census } = t
  const isClosed = (): boolean => census.findOpen().length === 0
  // A subject that could not be stopped, or whose logger was made to throw, has an excuse.
  const isJudged = hasStopped && onLeftover !== undefined && !t.log.hasThrown
  if (isJudged) {
    await t.letNetworkPass(() => false)
    await t.adv(polls ? (t.wasDropped ? Math.min(FAREWELL_MS, t.T) : t.T) : LAST_TIMERS_MS)
    if (census.hasTouchedReality)
      await t.waitForReality(isClosed, closeMs ?? t.patience(CLOSING_MS))
    for (const leftover of findLeftovers(t)) onLeftover(leftover)
  }
  if (!census.hasTouchedReality && isClosed()) return
  // The idle pools of Node too: their timers end with the clock.
  census.closeAll()
  await t.letNetworkPass(isClosed)
  await t.waitForReality(isClosed, t.patience(CLOSE_MS))
}

/** Shuts down and drops every handle; resolves to whether the subject is at rest. */
async function stop(t: Trial): Promise<boolean> {
  const { work, driver, log } = t
  t.deliveries.end()
  log.throwOnError = undefined
  work.release()
  const calls = t.handles
    .filter((handle) => driver.hasShutdown(handle))
    .map((handle) =>
      t.call('shutdown() to end the check', handle, () => driver.shutdown(handle), {
        isAsync: true,
      }),
    )
  for (const call of calls) await t.settle(call)
  for (const handle of t.handles) {
    if (driver.hasDrop(handle)) t.call('drop to end the check', handle, () => driver.drop(handle))
  }
  await t.drain()
  return work.active === 0 && calls.every(({ state }) => state === 'fulfilled')
}
