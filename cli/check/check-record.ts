import type { Profile } from '../../harness/model/subject.ts'
import { readFileSync } from 'node:fs'
import type { ExploreProgress } from '../../harness/explore/explore-options.ts'
import type { Report, RuleResult } from '../../harness/model/report.ts'
import type { Rule } from '../../harness/trial/rule.ts'
import type { RuleId } from '../../harness/model/rule-info.ts'
import type { Reason } from '../vitest/open-vitest.ts'
import type { StackFrame } from '../../harness/stack/stack-frame.ts'

/** Why the watchdog ended a process. */
export type HangKind =
  /** One call never returned. */
  | 'synchronous'
  /** Each microtask queued the next. */
  | 'microtask'
  /** Each `process.nextTick` callback queued the next. */
  | 'next-tick'
  /** The event loop turned, but there was no progress. */
  | 'no-progress'

/** A rule that was started, with all that its result needs should the process not live to judge. */
export type RuleInFlight = Pick<Rule, 'id' | 'level' | 'title' | 'hint'>

/**
 * One line of the file in which a worker process says how far it got.
 *
 * The file outlives the process, whatever ends it: what was written last is what it was doing.
 */
export type CheckRecord =
  | { type: 'started'; pid: number }
  | { type: 'subjects'; count: number }
  | { type: 'subject'; index: number; name: string; ownership: 'owned' | 'shared' }
  | { type: 'rule'; index: number; rule: RuleInFlight }
  | { type: 'progress'; index: number; progress: ExploreProgress }
  | { type: 'result'; index: number; result: RuleResult }
  | { type: 'report'; index: number; report: Report }
  | { type: 'subject-error'; index: number; message: string; frame?: string }
  | { type: 'module-error'; message: string; frame?: string }
  | { type: 'hang'; kind: HangKind; seconds: number; position?: StackFrame }
  | { type: 'exit'; code: number }
  | { type: 'done' }

/** What one worker process is asked to do. */
export interface CheckPlan {
  /** The module as the user named it, for messages. */
  module: string
  /** The file the records go to. */
  recordFile: string
  only?: readonly RuleId[]
  /** Real milliseconds for each rule that explores. */
  budgetMs?: number
  /** What everything random begins with. */
  seed?: number
  /** The token of the one schedule to run. */
  replay?: string
  /** Instead of what the subjects say. */
  profile?: Profile
  /** The first subject to check: those before it are done. */
  firstSubject: number
  /** Rules of that first subject that are done, with the reason given for passing them over. */
  skip: Readonly<Record<string, string>>
}

/** How far the check of one subject got. */
export interface SubjectProgress {
  index: number
  name: string
  ownership: Report['ownership']
  /** By rule id, in the order in which the rules ran. */
  results: Map<string, RuleResult>
  /** Started and not judged. */
  inFlight?: RuleInFlight
  /** The engine's own report: present when one process ran all rules. */
  report?: Report
  /** Why it cannot be checked. */
  error?: Reason
}

/** What one worker process said about its module. */
export interface ModuleProgress {
  pid?: number
  /** How many subjects the module exports; undefined until it is loaded. */
  subjectCount?: number
  subjects: SubjectProgress[]
  moduleError?: Reason
  hang?: Pick<Extract<CheckRecord, { type: 'hang' }>, 'kind' | 'seconds' | 'position'>
  exitCode?: number
  isDone: boolean
}

/** Reads the records of one worker process; a file that is missing or cut off is no error. */
export function readModuleProgress(recordFile: string): ModuleProgress {
  const progress: ModuleProgress = { subjects: [], isDone: false }
  for (const record of readRecords(recordFile)) addRecord(progress, record)
  return progress
}

function readRecords(recordFile: string): CheckRecord[] {
  let text: string
  try {
    text = readFileSync(recordFile, 'utf8')
  } catch {
    return []
  }
  // The process may have been killed in the middle of its last line.
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as CheckRecord)
}

function addRecord(progress: ModuleProgress, record: CheckRecord): void {
  const current = progress.subjects.at(-1)
  switch (record.type) {
    case 'started':
      progress.pid = record.pid
      return
    case 'subjects':
      progress.subjectCount = record.count
      return
    case 'subject': {
      const { index, name, ownership } = record
      progress.subjects.push({ index, name, ownership, results: new Map() })
      return
    }
    case 'rule':
      if (current !== undefined) current.inFlight = record.rule
      return
    case 'result':
      if (current === undefined) return
      delete current.inFlight
      current.results.set(record.result.id, record.result)
      return
    case 'report':
      if (current !== undefined) current.report = record.report
      return
    case 'subject-error':
      if (current !== undefined) current.error = toReason(record)
      return
    case 'module-error':
      progress.moduleError = toReason(record)
      return
    case 'hang':
      progress.hang = record
      return
    case 'exit':
      progress.exitCode = record.code
      return
    case 'done':
      progress.isDone = true
  }
}

function toReason({ message, frame }: Reason): Reason {
  return frame === undefined ? { message } : { message, frame }
}
