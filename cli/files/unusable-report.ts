import { DEFAULT_SEED } from '../../harness/model/seed.ts'
import type { Report, RuleResult } from '../../harness/model/report.ts'

/** Builds the report of a subject, or of a whole module, that cannot be checked. */
export async function createUnusableReport(cause: {
  module: string
  message: string
  frame?: string
  subject?: string
  ownership?: Report['ownership']
}): Promise<Report> {
  const { module, message, frame, subject: name = module, ownership = 'owned' } = cause
  const { kit00 } = await import('../../harness/trial/rules/kit-00.ts')
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
  return assembleReport({ module, name, ownership }, [result])
}

/** Builds the report of a subject from its results, and names the module. */
export async function assembleReport(
  { module, ...subject }: { module: string; name: string; ownership: Report['ownership'] },
  results: RuleResult[],
  seed: number = DEFAULT_SEED,
): Promise<Report> {
  // The engine is loaded only when a report has to be put together: a check that went well brings its
  // own from the worker process.
  const { createReport } = await import('../../harness/model/create-report.ts')
  return withModule(module, createReport(subject, results, seed))
}

/** Puts the module into a report, next to the schema. */
export function withModule(module: string, { schema, ...report }: Report): Report {
  return { schema, module, ...report }
}
