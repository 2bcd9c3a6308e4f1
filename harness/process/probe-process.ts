// process/ starts a module in a process of its own, sends it signals, and judges how it ends. What is in child/ runs
// in that process and reports through a pipe.

import { basename } from 'node:path'
import { countResults } from '../model/create-report.ts'
import type { Subject } from '../model/subject.ts'
import { judgeWaiver } from '../model/judge-waiver.ts'
import type { RuleResult } from '../model/report.ts'
import type { ChildRecord, Scenario } from './child-record.ts'
import { isUnheard } from './describe-run.ts'
import type { EndWay } from './end-way.ts'
import { findNotes, hasShownReady } from './find-notes.ts'
import {
  ProbeError,
  type ProbeOptions,
  readProbeOptions,
  type ResolvedProbeOptions,
} from './probe-options.ts'
import type { ProbeReport, ProbeRun } from './probe-report.ts'
import { probeStart } from './probe-start.ts'
import type { EarlyRun, ProbeRecord, ProcessFinding, ProcessRule } from './process-rule.ts'
import { processRules } from './rules/index.ts'
import { type ScenarioResult, runScenario } from './run-scenario.ts'
import type { ScenarioOptions } from './scenario-options.ts'
import { isMissed, summarizeTraffic, type TrafficSummary } from './summarize-traffic.ts'

/**
 * Starts a module in a process of its own several times, and watches from outside how a signal shuts it
 * down: with one signal, several in a row, and a run that hangs.
 *
 * It runs JavaScript, and also TypeScript if Node does (22.18 and later); for anything else, name a
 * loader in `execArgv`. It ends every process that it starts, and their child processes.
 *
 * @returns the report; a process that breaks rules is a result, not an error
 * @throws {ProbeError} (rejects) when the module is not found, the signal cannot be caught, or the
 * process never becomes ready for a shutdown
 * @throws {TypeError} (rejects) when an option is out of range
 *
 * @example
 * ```ts
 * const report = await probeProcess({ module: 'main.js', deadlineMs: 5000 })
 * console.log(formatProbe(report))
 * ```
 */
export async function probeProcess(options: ProbeOptions): Promise<ProbeReport> {
  const resolved = readProbeOptions(options)
  if (process.platform === 'win32') {
    throw new ProbeError(
      'Windows delivers no signals from one process to another, so there is nothing to probe. Run it on Linux, on macOS, or under WSL.',
    )
  }
  const { module, signal, deadlineMs } = resolved
  const passes: Pass[] = []
  for (const way of resolved.ways) {
    // Each is a process of its own, and two at a time would be slower than one.
    // oxlint-disable-next-line no-await-in-loop
    passes.push(await probeWay(way, resolved, passes.length === 0))
  }
  const [primary] = passes
  if (primary === undefined) throw new TypeError('Expected a way to end the process')
  const { subject, mode } = primary
  const told = passes.flatMap(({ way, runs }) => (way.kind === 'signal' ? [] : runs))
  const records = passes
    .filter((pass, index) => index === 0 || pass.way.kind === 'signal')
    .map((pass) => toRecord(pass, resolved, told))
  const { name = basename(module), ownership = 'owned', waive = {} } = subject ?? {}
  const results = processRules.map((rule) => toResult(rule, judge(rule, records), { waive }))
  return {
    schema: 2,
    module,
    subject: name,
    ownership,
    counts: countResults(results),
    rules: results,
    verdict: results.some(({ status }) => status === 'fail') ? 'violates' : 'conforms',
    probe: {
      mode,
      signal,
      deadlineMs,
      runs: passes.flatMap(({ runs, early = [] }) => runs.concat(early.map(({ run }) => run))),
      notes: [...new Set(passes.flatMap(({ notes }) => notes))],
    },
  }
}

/** What was found of one way to end. */
interface Pass {
  way: EndWay
  mode: ProbeRecord['mode']
  subject: Extract<ChildRecord, { type: 'subject' }> | undefined
  runs: ProbeRun[]
  early: readonly EarlyRun[] | undefined
  traffic: TrafficSummary | undefined
  notes: readonly string[]
  isReadyKnown: boolean
}

/** Starts the process as often as one way to end takes; the first way also with requests. */
async function probeWay(
  way: EndWay,
  resolved: ResolvedProbeOptions,
  isFirst: boolean,
): Promise<Pass> {
  const signal = way.kind === 'signal' ? way.signal : resolved.signal
  const hasTraffic = isFirst && (resolved.request ?? resolved.readiness) !== undefined
  const options = { ...resolved, signal, way }
  const { first, traffic, ports } = await runFirst({ ...options, scenario: 'signal', hasTraffic })
  const { subject, run } = first
  const mode = subject === undefined ? 'program' : 'subject'
  const notes = mode === 'program' ? findNotes(first, options) : []
  const isReadyKnown = resolved.readyWhen !== undefined || hasShownReady(first)
  const shown = { way, mode, subject, traffic, notes, isReadyKnown } as const
  if (way.kind !== 'signal') return { ...shown, runs: [run], early: undefined }
  const runs = [run]
  for (const scenario of findNext(run, subject, options)) {
    // oxlint-disable-next-line no-await-in-loop
    runs.push((await runScenario({ ...options, ports, scenario })).run)
  }
  const isWorthwhile = mode === 'program' && !run.isOverdue && !isUnheard(run, signal)
  const early = isWorthwhile
    ? await probeStart(first, { ...options, scenario: 'signal' })
    : undefined
  return { ...shown, runs, early }
}

/** How often requests are sent again where none got through at the moment that counts. */
const MAX_TRIES = 3

/** The first run of a way to end; it is run again where it came before a port that the program opens. */
async function runFirst(
  options: ScenarioOptions,
): Promise<{ first: ScenarioResult; traffic: TrafficSummary | undefined; ports: number }> {
  let ports = 0
  for (let tries = 1; ; tries += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const first = await runScenario({ ...options, ports })
    const traffic =
      first.traffic === undefined ? undefined : summarizeTraffic(first.traffic, first.records)
    const isMeasured =
      (traffic?.readiness === undefined || !isMissed(traffic.readiness)) &&
      (traffic?.request === undefined ||
        (traffic.request.accepted > 0 && !traffic.request.isLateMissed))
    const wasEarly = ports === 0 && options.readyWhen === undefined && hasOpenedLate(first)
    if (tries === MAX_TRIES || (isMeasured && !wasEarly)) return { first, traffic, ports }
    if (wasEarly) ports = first.records.filter(isOpened).length
  }
}

/** Whether a program went on with its start after the signal, and opened a port. */
function hasOpenedLate({ subject, records }: ScenarioResult): boolean {
  const signalAt = records.findIndex(({ type }) => type === 'signal')
  return subject === undefined && signalAt !== -1 && records.slice(signalAt).some(isOpened)
}

function isOpened(record: ChildRecord): boolean {
  return record.type === 'server' && record.state === 'opened'
}

function toRecord(
  { way, mode, runs, early, traffic, isReadyKnown }: Pass,
  { signal, deadlineMs, completeWhen }: ResolvedProbeOptions,
  told: readonly ProbeRun[],
): ProbeRecord {
  const isSignal = way.kind === 'signal'
  return {
    signal: isSignal ? way.signal : signal,
    deadlineMs,
    mode,
    completeWhen,
    isReadyKnown,
    runs: isSignal ? Object.fromEntries(runs.map((run) => [run.scenario, run])) : {},
    told,
    early,
    traffic,
  }
}

/** A rule is judged for each signal; the first finding that breaks it counts, or else that of the first signal. */
function judge(rule: ProcessRule, records: readonly ProbeRecord[]): ProcessFinding {
  const findings = records.map((record) => rule.judge(record))
  const [first = { status: 'not-run', reason: 'nothing was run' }] = findings
  return findings.find(({ status }) => status === 'fail') ?? first
}

/** The runs that are worth their time: nothing more is learnt of a process that does not end. */
function findNext(
  first: ProbeRun,
  subject: Extract<ChildRecord, { type: 'subject' }> | undefined,
  { signal, scenarios }: Pick<ResolvedProbeOptions, 'signal' | 'scenarios'>,
): Scenario[] {
  if (subject !== undefined) return first.isOverdue ? ['exit'] : ['storm', 'hung', 'exit']
  const isWorthwhile = !first.isOverdue && !isUnheard(first, signal)
  return isWorthwhile ? ['storm', ...scenarios] : []
}

function toResult(
  { id, level, title, hint }: ProcessRule,
  finding: ProcessFinding,
  subject: Pick<Subject, 'waive'>,
): RuleResult {
  const result = judgeWaiver({ id, level, title, durationMs: 0, ...finding }, subject)
  return result.status === 'fail' ? { hint, ...result } : result
}
