import type { Report, RuleResult } from '../model/report.ts'
import type { ProbeRun } from './probe-run.ts'

/** The record of one process: what its runs have shown, and what the rules say of that. */
export interface ProbeReport {
  schema: 1
  module: string
  /** The name of the subject, or that of the file where the module is a program. */
  subject: string
  ownership: 'owned' | 'shared'
  /** `violates`: a rule is broken, whatever its level; `conforms`: none is. */
  verdict: 'conforms' | 'violates'
  counts: Report['counts']
  rules: RuleResult[]
  probe: {
    /** `program`: with handlers of its own; `subject`: under `shutdownOnSignals()`. */
    mode: 'program' | 'subject'
    signal: NodeJS.Signals
    deadlineMs: number
    runs: ProbeRun[]
  }
}
