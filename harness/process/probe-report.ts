import type { Report, RuleResult } from '../model/report.ts'
import type { Holder, Scenario } from './child-record.ts'
import type { OutputLine } from './output-log.ts'
import type { LeftProcess } from './probed-process.ts'

/** The report on one process: its runs, and the result of each rule. */
export interface ProbeReport {
  schema: 2
  module: string
  /** The name of the subject, or of the file if the module is a program. */
  subject: string
  ownership: 'owned' | 'shared'
  /** `violates`: a rule is broken, whatever its level. `conforms`: none is. */
  verdict: 'conforms' | 'violates'
  counts: Report['counts']
  rules: RuleResult[]
  probe: {
    /** `program`: the process has its own signal handlers. `subject`: it runs under `shutdownOnSignals()`. */
    mode: 'program' | 'subject'
    signal: NodeJS.Signals
    deadlineMs: number
    runs: ProbeRun[]
    /** What an option would have shown that was not given: `--ready-when`, `--complete-when`. */
    notes: string[]
  }
}

/** One run of the process, observed from outside and from inside. */
export interface ProbeRun {
  scenario: Scenario
  /**
   * How it was told to end, if the option `endBy` was given: `SIGTERM`, `stdin`, `lsp`, `message:TEXT`,
   * `disconnect`.
   */
  endBy?: string
  /** Of a language server: what is wrong with how it answered `shutdown`. */
  fault?: string
  /** If the signal came during the start: milliseconds since the process ran its first instruction. */
  duringStartMs?: number
  /** Whether it had a listener for the signal when the signal was sent. */
  isListening: boolean
  /** For a manager: whether a run was in flight then. */
  isBusy: boolean
  /** For a program: whether it read the environment variable that asks it to hang or fail. */
  isAsked: boolean
  /** How many signals it was sent and received. */
  signals: number
  /** The exit code; null if a signal ended it. */
  exitCode: number | null
  exitSignal: NodeJS.Signals | null
  /** Real milliseconds from the first signal, or from the start of a shutdown without one, to the end. */
  durationMs: number
  /** Whether it was still running at the deadline, so that the probe ended it. */
  isOverdue: boolean
  /** What else it listened to that can tell a program to end. */
  listensTo: readonly ('stdin' | 'ipc' | NodeJS.Signals)[]
  /** The call of `process.exit()`, if there was one. `isForced`: a second signal or a deadline caused it. */
  exitCall?: { code: number; frame?: string; isForced: boolean }
  /** Whether it raised the signal again once nobody listened to it, and so ended itself. */
  isRaised: boolean
  /** Handles from before the first signal that `process.exit()` or the raised signal cut off. */
  cutOff?: readonly Holder[]
  /** An uncaught exception or rejection, and the number of the signal that caused it. */
  error?: { message: string; nth: number; frame?: string }
  /** Lines that a later signal printed although the first one had already printed them. */
  repeated: readonly string[]
  /** Whether the promise that the listener of the first signal returned has fulfilled. */
  isHandled: boolean
  /** Whether it exited by itself while the listener was still waiting for something. */
  isUnfinished: boolean
  /** How often the manager's `shutdown()` was called. */
  shutdowns: number
  isShutDown: boolean
  /** The numbers of the runs that had not ended. */
  openRuns: readonly number[]
  /** The handles that kept it alive; undefined if it did not answer. */
  holders?: readonly Holder[]
  /** The same handles, by Node's names for them. */
  resources?: readonly string[]
  /** Whether it left child processes running. */
  leavesProcesses: boolean
  /** The child processes that it left running. */
  leftProcesses?: readonly LeftProcess[]
  output: readonly OutputLine[]
  /** How many lines of the output were dropped from this record. */
  droppedLines: number
  /** What happened, and when, in real milliseconds since the start of the process. */
  timeline: { atMs: number; event: string }[]
}
