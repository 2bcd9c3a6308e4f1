import { readFileSync } from 'node:fs'
import type { Report, RuleResult } from '../harness/model/report.ts'
import type { CheckRecord, RuleInFlight } from './check-record.ts'

/** Why something could not be checked. */
export interface Reason {
  message: string
  /** The user's frame nearest to the cause. */
  frame?: string
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
