import type { Report } from '../model/report.ts'
import type { ProbeRun } from './probe-run.ts'

/**
 * The record of one process: a report, and what the runs have shown.
 *
 * Each rule counts here, whatever its level: `violates`, one is broken; `conforms`, none is.
 */
export interface ProbeReport extends Report {
  module: string
  probe: {
    /** `program`: with handlers of its own; `subject`: under `shutdownOnSignals()`. */
    mode: 'program' | 'subject'
    signal: NodeJS.Signals
    deadlineMs: number
    runs: ProbeRun[]
  }
}
