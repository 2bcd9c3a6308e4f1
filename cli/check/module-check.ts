import type { ProcessEnd } from './describe-process-end.ts'
import type { RuleInFlight, ModuleProgress, SubjectProgress } from './check-record.ts'
import type { Reason } from '../vitest/open-vitest.ts'
import type { Report, RuleResult } from '../../harness/model/report.ts'
import { assembleReport, createUnusableReport, withModule } from '../files/unusable-report.ts'

/** How many processes one module may take: each one that dies costs seconds. */
const MAX_PROCESSES = 4

/** Where the next process goes on. */
export interface Continuation {
  firstSubject: number
  skip: Record<string, string>
}

/**
 * The check of one module, across the processes that it takes.
 *
 * A process that dies breaks the rule that was in flight; the rules after it are checked in a new
 * one. `next` says where that one starts, and is undefined once there is nothing left to do.
 */
export class ModuleCheck {
  readonly module: string
  readonly path: string
  /** Why no subject of the module can be checked. */
  error: Reason | undefined
  readonly subjects: Map<number, SubjectProgress> = new Map()
  next: Continuation | undefined = { firstSubject: 0, skip: {} }
  #processes = 0

  constructor(module: string, path: string) {
    this.module = module
    this.path = path
  }

  /** How many processes were started so far. */
  get processes(): number {
    return this.#processes
  }

  /**
   * Takes in what one process did: `end` is how it ended if the check was not done, `runError` what
   * Vitest had to say about it.
   */
  add(progress: ModuleProgress, end: ProcessEnd, runError: Reason | undefined): void {
    this.#processes += 1
    this.next = undefined
    for (const subject of progress.subjects) this.#merge(subject)
    if (progress.isDone) {
      this.error = progress.moduleError
      return
    }
    const current = progress.subjects.at(-1)
    if (current === undefined) {
      this.error = describeLoadEnd(progress, end, runError)
      return
    }
    const subject = this.subjects.get(current.index) ?? current
    this.#continueAfter(subject, end, progress.subjectCount ?? 0)
  }

  /** A rule keeps its first result: a later process was told to pass it over. */
  #merge(subject: SubjectProgress): void {
    const known = this.subjects.get(subject.index)
    if (known === undefined) {
      this.subjects.set(subject.index, subject)
      return
    }
    delete known.report
    for (const [id, result] of subject.results) {
      if (!known.results.has(id)) known.results.set(id, result)
    }
    if (subject.error !== undefined) known.error = subject.error
    if (subject.inFlight === undefined) delete known.inFlight
    else known.inFlight = subject.inFlight
  }

  #continueAfter(subject: SubjectProgress, end: ProcessEnd, subjectCount: number): void {
    const blamed = subject.inFlight ?? [...subject.results.values()].at(-1)
    const isRepeated = subject.inFlight !== undefined && subject.results.has(subject.inFlight.id)
    delete subject.inFlight
    delete subject.report
    if (blamed === undefined) subject.error = { message: end.message }
    else if (!isRepeated) breakRule(subject, blamed, end)

    const isUsable = blamed !== undefined && blamed.id !== 'KIT-00'
    const firstSubject = isUsable && !isRepeated ? subject.index : subject.index + 1
    if (firstSubject >= subjectCount) return
    if (this.#processes < MAX_PROCESSES) {
      // KIT-00 is what the other rules build on: it runs in every process.
      const ids = [...subject.results.keys()].filter(
        (id) => id !== 'KIT-00' && firstSubject === subject.index,
      )
      this.next = { firstSubject, skip: Object.fromEntries(ids.map((id) => [id, PASSED_OVER])) }
      return
    }
    for (let index = firstSubject; index < subjectCount; index += 1) {
      if (this.subjects.has(index)) continue
      const name = `${this.module}#${index + 1}`
      const error = {
        message: `It was not checked: ${MAX_PROCESSES} processes had died on this module before.`,
      }
      this.subjects.set(index, { index, name, ownership: 'owned', results: new Map(), error })
    }
  }
}

/** Never reported: the rule has a result from an earlier process. */
const PASSED_OVER = 'done before'

function breakRule(
  subject: SubjectProgress,
  rule: RuleInFlight | { id: string },
  end: ProcessEnd,
): void {
  const earlier = subject.results.get(rule.id)
  const base = earlier ?? (rule as RuleInFlight)
  const { id, level, title } = base
  subject.results.set(rule.id, {
    id,
    level,
    title,
    status: 'fail',
    message:
      earlier === undefined
        ? end.message
        : `${end.message} This rule was the last one to be judged.`,
    hint: end.hint,
    ...(end.frame === undefined ? {} : { frame: end.frame }),
    durationMs: end.waitedMs,
  })
}

function describeLoadEnd(
  progress: ModuleProgress,
  { message, frame }: ProcessEnd,
  runError: Reason | undefined,
): Reason {
  if (progress.pid === undefined) {
    const { message: why, ...rest } = runError ?? { message: 'the worker process ended at once.' }
    return { message: `Vitest could not start the check: ${why}`, ...rest }
  }
  return {
    message: `The module did not finish loading. ${message}`,
    ...(frame === undefined ? {} : { frame }),
  }
}

/** Builds the reports of one module, one per subject; of a module without subjects, one that says why. */
export async function createReports(
  check: ModuleCheck,
  only: readonly string[],
  seed?: number,
): Promise<Report[]> {
  const { module, error } = check
  if (error !== undefined) return [await createUnusableReport({ module, ...error })]
  const subjects = [...check.subjects.values()].toSorted((a, b) => a.index - b.index)
  return Promise.all(subjects.map((subject) => createSubjectReport(subject, check, only, seed)))
}

async function createSubjectReport(
  subject: SubjectProgress,
  check: ModuleCheck,
  only: readonly string[],
  seed?: number,
): Promise<Report> {
  const { module } = check
  const { name, ownership, error, report } = subject
  if (error !== undefined) {
    return createUnusableReport({ module, subject: name, ownership, ...error })
  }
  if (report !== undefined) return withModule(module, report)
  const results = await completeResults(subject, check, only)
  return assembleReport({ module, name, ownership }, results, seed)
}

/** Adds the rules that no process got to, with the reason. */
async function completeResults(
  { results }: SubjectProgress,
  check: ModuleCheck,
  only: readonly string[],
): Promise<RuleResult[]> {
  const { rules } = await import('../../harness/check/catalogue.ts')
  const reason =
    results.get('KIT-00')?.status === 'fail'
      ? 'KIT-00 failed'
      : `${check.processes} processes died on the rules before it: mend those first`
  return rules
    .filter(({ id }) => results.has(id) || only.length === 0 || only.includes(id))
    .map(
      ({ id, level, title }): RuleResult =>
        results.get(id) ?? { id, level, title, status: 'not-run', reason, durationMs: 0 },
    )
}
