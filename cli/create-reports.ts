import type { Report, RuleResult } from '../harness/model/report.ts'
import type { ModuleCheck } from './module-check.ts'
import type { SubjectProgress } from './module-progress.ts'

/** Builds the reports of one module, one per subject; of a module without subjects, one that says why. */
export async function createReports(
  check: ModuleCheck,
  only: readonly string[],
): Promise<Report[]> {
  const { module, error } = check
  if (error !== undefined) return [await createUnusableReport({ module, ...error })]
  const subjects = [...check.subjects.values()].toSorted((a, b) => a.index - b.index)
  return Promise.all(subjects.map((subject) => createSubjectReport(subject, check, only)))
}

async function createSubjectReport(
  subject: SubjectProgress,
  check: ModuleCheck,
  only: readonly string[],
): Promise<Report> {
  const { module } = check
  const { name, ownership, error, report } = subject
  if (error !== undefined) {
    return createUnusableReport({ module, subject: name, ownership, ...error })
  }
  if (report !== undefined) return withModule(module, report)
  return assemble({ module, name, ownership }, await completeResults(subject, check, only))
}

/** Builds the report of a subject, or of a whole module, that cannot be checked. */
export async function createUnusableReport(cause: {
  module: string
  message: string
  frame?: string
  subject?: string
  ownership?: Report['ownership']
}): Promise<Report> {
  const { module, message, frame, subject: name = module, ownership = 'owned' } = cause
  const { kit00 } = await import('../harness/trial/rules/kit-00.ts')
  const result: RuleResult = {
    id: kit00.id,
    level: kit00.level,
    status: 'fail',
    title: kit00.title,
    message,
    ...(frame === undefined ? {} : { frame }),
    obstacle: true,
    durationMs: 0,
  }
  return assemble({ module, name, ownership }, [result])
}

// The engine is loaded here only when a report has to be put together: a check that went well
// brings its own from the worker process.
async function assemble(
  { module, ...subject }: { module: string; name: string; ownership: Report['ownership'] },
  results: RuleResult[],
): Promise<Report> {
  const { createReport } = await import('../harness/model/create-report.ts')
  return withModule(module, createReport(subject, results))
}

function withModule(module: string, { schema, ...report }: Report): Report {
  return { schema, module, ...report }
}

/** Adds the rules that no process got to, with the reason. */
async function completeResults(
  { results }: SubjectProgress,
  check: ModuleCheck,
  only: readonly string[],
): Promise<RuleResult[]> {
  const { rules } = await import('../harness/check/catalogue.ts')
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
