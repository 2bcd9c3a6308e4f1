import { REPORT_OPTIONS, type ReportOption } from './option-table.ts'
import { UsageError } from '../terminal/usage-error.ts'

/** The files as they were named; of the JSON, `-` is standard output. */
export type ReportFiles = Partial<Record<ReportOption, string>>

/**
 * Reads the files that the reports go to.
 *
 * @param values what was given for an option, each time
 * @throws {UsageError} when a name is missing, or there are two for one report.
 */
export function readReportFiles(values: (option: ReportOption) => readonly string[]): ReportFiles {
  const files: ReportFiles = {}
  for (const option of REPORT_OPTIONS) {
    const [file, ...others] = values(option)
    if (file === undefined) continue
    if (others.length > 0) {
      throw new UsageError(`Expected \`--${option}\` once, got ${others.length + 1}.`)
    }
    const isJson = option === 'json'
    if (file === '' || file.startsWith('--') || (file === '-' && !isJson)) {
      const orOutput = isJson ? ', or `-` for standard output' : ''
      const got = file === '-' ? ', got `-`: only `--json` writes to standard output' : ''
      throw new UsageError(`Expected a file name after \`--${option}\`${orOutput}${got}.`)
    }
    files[option] = file
  }
  return files
}
