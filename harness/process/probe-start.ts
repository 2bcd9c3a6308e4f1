import type { ChildRecord, EarlyMoment, TimedRecord } from './child-record.ts'
import {
  describeEnd,
  describeHolders,
  describeOutput,
  isSuccess,
  isUnheard,
} from './describe-run.ts'
import type { ProbeRun } from './probe-report.ts'
import type { EarlyRun } from './process-rule.ts'
import { runScenario } from './run-scenario.ts'
import type { ScenarioOptions } from './scenario-options.ts'

/**
 * Sends the signal while the program starts: at several things that it does from its first instruction
 * on, each in a process of its own, until one shows a defect.
 *
 * @param first what the program did when the signal came later
 */
export async function probeStart(
  first: { run: ProbeRun; records: readonly TimedRecord[] },
  options: ScenarioOptions,
): Promise<EarlyRun[]> {
  const found: EarlyRun[] = []
  for (const early of chooseMoments(first.records)) {
    // Each is a process of its own, and two at a time would be slower than one.
    // oxlint-disable-next-line no-await-in-loop
    const result = await runScenario({ ...options, scenario: 'signal', early })
    if (result === undefined) continue
    const { records } = result
    const run = { ...result.run, duringStartMs: findDelay(records) }
    const defect = findDefect(run, records, { ...options, later: first.run })
    found.push({ run, defect })
    if (defect !== undefined) break
  }
  return found
}

type Milestone = Extract<ChildRecord, { type: 'milestone' }>

/** A start that takes less has no moments in between. */
const LONG_START_MS = 100

/**
 * Chooses the moments: the first thing opened before the program listens, the moment from which it
 * listens, and some after that.
 *
 * Before the program has run a line nothing is chosen: it can do nothing about a signal then.
 */
function chooseMoments(records: readonly TimedRecord[]): EarlyMoment[] {
  const milestones = records.filter(
    (record): record is Milestone & TimedRecord => record.type === 'milestone',
  )
  const listens = milestones.find(({ what }) => what === 'listens')
  if (listens === undefined) return []
  const opens = milestones.find(({ what, n }) => what === 'opens' && n < listens.n)
  const later = milestones.filter(({ n, what }) => n > listens.n && what !== 'listens')
  const chosen = [opens, listens, later[0], later[Math.floor(later.length / 2)]]
  const lastMs = milestones.findLast(({ what }) => what !== 'prints')?.atMs ?? listens.atMs
  const tookMs = lastMs - listens.atMs
  const delays = tookMs < LONG_START_MS ? [] : [tookMs / 3, (2 * tookMs) / 3]
  return [
    ...[...new Set(chosen)].flatMap((milestone) =>
      milestone === undefined ? [] : [{ milestone: milestone.n }],
    ),
    ...delays.map((delayMs) => ({ milestone: listens.n, afterMs: Math.round(delayMs) })),
  ]
}

/** Milliseconds from the first instruction to the signal. */
function findDelay(records: readonly TimedRecord[]): number {
  const early = records.find((record) => record.type === 'early')
  return Math.round(early?.atMs ?? 0)
}

const HINT =
  'listen to the signal before anything is opened, and let the shutdown wait for the start, or give it up'

function findDefect(
  run: ProbeRun,
  records: readonly TimedRecord[],
  { signal, deadlineMs, later }: ScenarioOptions & { later: ProbeRun },
): EarlyRun['defect'] {
  const when = `${signal} came while it started`
  if (isUnheard(run, signal)) return findUnheard(when, run, records)
  if (run.isOverdue) {
    const { text, frame } = describeHolders(run.holders ?? [])
    return {
      status: 'fail',
      message: `${when}, and ${deadlineMs} ms later it was still running. ${describeOutput(run)}\n${text}`,
      hint: HINT,
      ...(frame === undefined ? {} : { frame }),
    }
  }
  const { error, exitCall } = run
  // It would be the same defect once more.
  if (!isSuccess(later, signal)) return undefined
  if (error === undefined && (isSuccess(run, signal) || exitCall?.isForced === true))
    return undefined
  const why = error === undefined ? '' : `: nobody caught ${error.message}`
  const frame = error?.frame ?? exitCall?.frame
  return {
    status: 'fail',
    message: `${when}: ${describeEnd(run)}${why}. ${describeOutput(run)}`,
    hint: HINT,
    ...(frame === undefined ? {} : { frame }),
  }
}

/**
 * Where nothing was open yet, nothing is lost when the signal ends the process at once. A process that it
 * had started and that has ended by itself needed nobody to end it.
 */
function findUnheard(
  when: string,
  { leftProcesses: [left] = [] }: ProbeRun,
  records: readonly TimedRecord[],
): EarlyRun['defect'] {
  const server = records.find((record) => record.type === 'server' && record.state === 'opened')
  if (left === undefined && server === undefined) return undefined
  const what =
    left === undefined
      ? 'it had opened a server'
      : `it had started a process, which was left running (pid ${left.pid}: ${left.command})`
  const frame = left === undefined ? findFrame(server) : left.frame
  return {
    status: 'fail',
    message: `${when}, when ${what}, and nobody listened to it yet: it ended the process at once, and nothing was shut down`,
    hint: HINT,
    ...(frame === undefined ? {} : { frame }),
  }
}

function findFrame(record: TimedRecord | undefined): string | undefined {
  return record !== undefined && 'frame' in record ? record.frame : undefined
}
