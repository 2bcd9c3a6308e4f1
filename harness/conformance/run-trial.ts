import { createClock } from '../clock/create-clock.ts'
import { HandleCensus } from '../handles/handle-census.ts'
import { AsyncStorageGuard } from './async-storage-guard.ts'
import type { Call } from './call.ts'
import { createManager } from './create-manager.ts'
import { waitForReality } from './event-loop.ts'
import { DAY_MS } from './format-ms.ts'
import { ManagerDriver } from './manager-driver.ts'
import { ProcessGuard } from './process-guard.ts'
import { Recorder } from './recorder.ts'
import type { Subject } from './subject.ts'
import { Timeline } from './timeline.ts'
import { Trial } from './trial.ts'
import { Work } from './work.ts'

/** How a trial starts. */
export interface TrialOptions {
  /** Runs that are to have ended before the body starts. Default 1. */
  readonly runs?: number
  /** Hands over control as soon as `create` has returned, before anything else ran. */
  readonly atOnce?: boolean
  /** Watches file descriptors too, which no hook reports. */
  readonly files?: boolean
}

/** The next trial's first instant: time never runs backwards for what a module keeps between two. */
let nextStartMs = 0

/** Creates a fresh subject under a fresh clock, hands it to `body`, and leaves nothing behind. */
export async function runTrial(
  subject: Subject,
  body: (trial: Trial) => Promise<void>,
  { runs = 1, atOnce = false, files = false }: TrialOptions = {},
): Promise<void> {
  const guard = new ProcessGuard()
  const census = new HandleCensus()
  const storages = new AsyncStorageGuard()
  guard.install()
  storages.install()
  // Whole days, so that what is aligned to the wall clock (cron) behaves alike in every trial.
  nextStartMs = Math.max(nextStartMs, Math.ceil(Date.now() / DAY_MS) * DAY_MS)
  const clock = createClock({
    startMs: nextStartMs,
    onTimerError: (error) => guard.uncaught.push(error),
  })
  const nowMs = (): number => clock.nowMs
  const timeline = new Timeline(nowMs)
  const log = new Recorder(timeline)
  const work = new Work(timeline, nowMs)
  const trial = new Trial({
    driver: new ManagerDriver(subject),
    clock,
    timeline,
    work,
    log,
    guard,
    census,
  })
  log.install()
  census.start({ files })
  guard.settle()
  try {
    await createManager(trial, { atOnce })
    if (runs > 0 && !atOnce) await trial.runs(runs)
    await body(trial)
    failOnExit(trial)
    failOnHotLoop(trial)
  } catch (error) {
    // The attempt is the cause of whatever else went wrong then.
    failOnExit(trial)
    throw error
  } finally {
    await cleanUp(trial)
    census.stop()
    log.uninstall()
    nextStartMs += Math.ceil((clock.nowMs + 1) / DAY_MS) * DAY_MS
    clock.restore()
    storages.restore()
    guard.restore()
  }
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

/** Stops the subject as well as it lets itself be stopped; what is left of it is closed by force. */
async function cleanUp(trial: Trial): Promise<void> {
  const { work, driver, census, clock, log } = trial
  log.throwOnError = undefined
  work.release()
  const calls: Call[] = []
  for (const handle of trial.handles) {
    if (driver.hasShutdown(handle))
      calls.push(trial.call('clean-up', handle, () => driver.shutdown(handle)))
  }
  for (const call of calls) await trial.settle(call)
  for (const handle of trial.handles) {
    if (driver.hasDrop(handle)) trial.call('clean-up', handle, () => driver.drop(handle))
  }
  await clock.drain()
  if (!census.hasTouchedReality) return
  const isClosed = (): boolean => census.findOpen().length === 0
  await waitForReality(clock, isClosed, 10)
  census.closeAll()
  await waitForReality(clock, isClosed, 200)
}
