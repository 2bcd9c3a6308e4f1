import type { Report, RuleResult } from '../model/report.ts'
import type { Holder, Scenario } from './child-record.ts'
import type { OutputLine } from './output-log.ts'
import type { LeftProcess } from './probed-process.ts'

/** The record of one process: what its runs have shown, and what the rules say of that. */
export interface ProbeReport {
  schema: 2
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
    /** What an option would have shown that was not given: `--ready-when`, `--complete-when`. */
    notes: string[]
  }
}

/** One start of the process, from the outside and from the inside. */
export interface ProbeRun {
  scenario: Scenario
  /** How it was told to end, where the options name ways: `SIGTERM`, `stdin`, `lsp`, `message:TEXT`, `disconnect`. */
  endBy?: string
  /** Of a language server: what is wrong with how it answered `shutdown`. */
  fault?: string
  /** Of a signal that came while it started: how far it had come, in milliseconds since its first instruction. */
  duringStartMs?: number
  /** Whether it had a listener for the signal when the signal was sent. */
  isListening: boolean
  /** Of a manager: whether a run was in flight then. */
  isBusy: boolean
  /** Of a program: whether it has asked which run it is in, so as to hang or fail. */
  isAsked: boolean
  /** How many signals it was sent, and has got. */
  signals: number
  /** The exit code; null where a signal has ended it. */
  exitCode: number | null
  exitSignal: NodeJS.Signals | null
  /** Real milliseconds from the first signal, or from the start of a shutdown without one, to the end. */
  durationMs: number
  /** Whether it was still there when it should have been gone, and was ended by the probe. */
  isOverdue: boolean
  /** What else it listened to by which a program may be told to end. */
  listensTo: readonly ('stdin' | 'ipc' | NodeJS.Signals)[]
  /** The call of `process.exit()`, where there was one. `isForced`: by a second signal or a deadline. */
  exitCall?: { code: number; frame?: string; isForced: boolean }
  /** Whether it raised the signal again once nobody listened to it, and so ended itself. */
  isRaised: boolean
  /** What either has ended of what was opened before the first signal. */
  cutOff?: readonly Holder[]
  /** An exception or a rejection that nobody caught, and the number of the signal that has set it off. */
  error?: { message: string; nth: number; frame?: string }
  /** The lines that a later signal has had printed, which the first one had printed before. */
  repeated: readonly string[]
  /** Whether the promise that the listener of the first signal returned has fulfilled. */
  isHandled: boolean
  /** Whether it ended, by itself, while the listener was still waiting for something. */
  isUnfinished: boolean
  /** How often the manager's `shutdown()` was called, and how it went. */
  shutdowns: number
  isShutDown: boolean
  /** The runs that had not ended. */
  openRuns: readonly number[]
  /** What kept it alive; undefined where it did not answer. */
  holders?: readonly Holder[]
  /** The same in Node's words. */
  resources?: readonly string[]
  /** Whether it has left processes that it had started. */
  leavesProcesses: boolean
  /** Which those are. */
  leftProcesses?: readonly LeftProcess[]
  output: readonly OutputLine[]
  /** How many lines of the output were not kept. */
  droppedLines: number
  /** What happened when, in real milliseconds since the process was started. */
  timeline: { atMs: number; event: string }[]
}
