import type { Report } from '../model/report.ts'

/** Writes reports as JSON, an array; `vitest-shutdown/report.schema.json` describes it. */
export function formatJson(reports: readonly Report[]): string {
  return `${JSON.stringify(reports, null, 2)}\n`
}
