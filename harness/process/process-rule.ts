import { RUN_PROBE } from '../model/absent-process.ts'
import type { RuleResult } from '../model/report.ts'
import type { Rule } from '../trial/rule.ts'
import { NotApplicable } from '../model/rule-failure.ts'
import type { Scenario } from './child-record.ts'
import type { ProbeRun } from './probe-report.ts'
import type { TrafficSummary } from './summarize-traffic.ts'

/** What the runs of one process have shown, for the rules to read. */
export interface ProbeRecord {
  signal: NodeJS.Signals
  deadlineMs: number
  /** `program`: with handlers of its own; `subject`: a manager, under `shutdownOnSignals()`. */
  mode: 'program' | 'subject'
  completeWhen: string | undefined
  /** Whether the program was seen to be ready when it was told to end, or there was a text to wait for. */
  isReadyKnown: boolean
  runs: Readonly<Partial<Record<Scenario, ProbeRun>>>
  /** The runs that were told to end by other means than a signal. */
  told: readonly ProbeRun[]
  /** What a signal has done while the program started; undefined where it was not sent one then. */
  early: readonly EarlyRun[] | undefined
  /** What became of requests, where there were any. */
  traffic: TrafficSummary | undefined
}

/** What a rule says of a record. */
export type ProcessFinding =
  | { status: 'pass' }
  | ({ status: 'fail'; message: string } & Pick<RuleResult, 'frame' | 'hint'>)
  | { status: 'skip' | 'not-run'; reason: string }

/** A signal that came while the program started. */
export interface EarlyRun {
  run: ProbeRun
  /** What is wrong with how it ended; undefined where nothing is. */
  defect: Extract<ProcessFinding, { status: 'fail' }> | undefined
}

/** A rule that takes a real process: it reads what the runs of one have shown. */
export interface ProcessRule extends Rule {
  judge(record: ProbeRecord): ProcessFinding
}

/** Makes a rule that `check` skips, with the reason, and the probe judges. */
export function createProcessRule(rule: Omit<ProcessRule, 'check'>): ProcessRule {
  return {
    ...rule,
    // Its needs are met in no check: this is for who calls it all the same.
    check: () => Promise.reject(new NotApplicable(RUN_PROBE)),
  }
}
