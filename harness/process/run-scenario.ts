import type { ChildRecord, EarlyMoment, TimedRecord } from './child-record.ts'
import { createRun, findRecord } from './create-run.ts'
import { nameWay, needsIpc } from './end-way.ts'
import { LanguageClient } from './language-client.ts'
import { ProbeError } from './probe-options.ts'
import type { ProbeRun } from './probe-report.ts'
import { ProbedProcess } from './probed-process.ts'
import type { ScenarioOptions } from './scenario-options.ts'
import { Traffic, type TrafficRecord } from './traffic.ts'
import { waitForReady } from './wait-for-ready.ts'

/** Real time is no exact science: what ends this much after the deadline has kept it. */
const MARGIN_MS = 1000

/** How long the process may take to say what holds it; one that is blocked never does. */
const ANSWER_MS = 2000

/** What a run has found, and the subject where there is one. */
export interface ScenarioResult {
  run: ProbeRun
  subject: Extract<ChildRecord, { type: 'subject' }> | undefined
  records: readonly TimedRecord[]
  /** How many records there were when the process was told to end. */
  toldAt: number
  traffic: TrafficRecord | undefined
}

/**
 * Starts the process, shuts it down, watches it end, and leaves nothing behind.
 *
 * @returns undefined where the moment of the start that was asked for did not come
 * @throws {ProbeError} when it never gets so far that it can be shut down
 */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult>
export async function runScenario(
  options: ScenarioOptions & { early: EarlyMoment },
): Promise<ScenarioResult | undefined>
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult | undefined> {
  const { scenario, deadlineMs, readyMs, early, way } = options
  const isExit = scenario === 'exit'
  const askAfterMs = deadlineMs + MARGIN_MS
  const child = startProcess(options, askAfterMs)
  const traffic = options.hasTraffic === true ? new Traffic(child, options) : undefined
  const client = way.kind === 'lsp' ? new LanguageClient(child) : undefined
  let left: Awaited<ReturnType<ProbedProcess['end']>> = []
  let startMs = performance.now()
  let toldAt = 0
  let isOverdue = false
  let isMissed = false
  try {
    if (early === undefined) {
      await waitForReady(child, options)
      if (way.kind !== 'signal' && findRecord(child, 'subject') !== undefined) {
        throw new ProbeError(
          `\`${options.module}\` makes a manager, which runs under shutdownOnSignals(): only a signal can tell it to end, not \`${nameWay(way)}\`. Probe the program that uses it.`,
        )
      }
      await client?.initialize(options)
      await traffic?.start()
      startMs = performance.now()
      toldAt = child.records.length
      if (client !== undefined) client.end()
      else if (!isExit && way.kind !== 'lsp') child.tellToEnd(way)
      traffic?.noteTold()
    } else {
      const isSent = (): boolean => findRecord(child, 'early') !== undefined
      await child.waitUntil(() => isSent() || child.exit !== undefined, readyMs)
      startMs = performance.now()
      isMissed = !isSent()
    }
    if (!isMissed) {
      const isOver = (): boolean =>
        child.exit !== undefined || findRecord(child, 'holders') !== undefined
      // The run in flight, and a shutdown that never settles, come before the wait for the exit.
      const boundMs = isExit ? deadlineMs + askAfterMs : askAfterMs
      await child.waitUntil(isOver, boundMs)
      if (child.exit === undefined) child.ask()
      await child.waitUntil(isOver, ANSWER_MS)
      isOverdue = child.exit === undefined
    }
  } finally {
    // Its clients going would let it end now.
    if (isOverdue) child.freeze()
    traffic?.stop()
    left = await child.end()
  }
  if (isMissed) return undefined
  const endBy = options.endBy === undefined ? undefined : nameWay(way)
  return {
    run: createRun(child, { scenario, endBy, startMs, isOverdue, left, fault: client?.fault }),
    subject: findRecord(child, 'subject'),
    records: child.records,
    toldAt,
    traffic: traffic?.record,
  }
}

function startProcess(options: ScenarioOptions, askAfterMs: number): ProbedProcess {
  const { scenario, signal, deadlineMs, readyMs, path: module, subject, early, way } = options
  return new ProbedProcess({
    ...options,
    hasIpc: options.ways.some(needsIpc),
    plan: {
      parent: process.pid,
      scenario,
      signal: way.kind === 'signal' ? way.signal : signal,
      way: way.kind,
      hasTraffic: options.hasTraffic === true,
      deadlineMs,
      askAfterMs,
      readyMs,
      module,
      ...(early === undefined ? {} : { early }),
      ...(subject === undefined ? {} : { subject }),
    },
  })
}
