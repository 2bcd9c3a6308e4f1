import { RUN_PROBE } from '../model/absent-process.ts'
import type { RuleResult } from '../model/report.ts'
import type { Rule } from '../trial/rule.ts'
import { NotApplicable } from '../model/rule-failure.ts'
import type { Scenario } from './child-record.ts'
import type { ProbeRun } from './probe-report.ts'

/** What the runs of one process have shown, for the rules to read. */
export interface ProbeRecord {
  signal: NodeJS.Signals
  deadlineMs: number
  /** `program`: with handlers of its own; `subject`: a manager, under `shutdownOnSignals()`. */
  mode: 'program' | 'subject'
  completeWhen: string | undefined
  runs: Readonly<Partial<Record<Scenario, ProbeRun>>>
}

/** What a rule says of a record. */
export type ProcessFinding =
  | { status: 'pass' }
  | ({ status: 'fail'; message: string } & Pick<RuleResult, 'frame' | 'hint'>)
  | { status: 'skip' | 'not-run'; reason: string }

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
