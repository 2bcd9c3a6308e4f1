// files/ finds, checks and writes the files that commands are given: modules, reports, temporary
// folders. Several commands use each of them.

import { realpathSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Report } from '../../harness/model/report.ts'
import type { Output } from '../terminal/output.ts'
import { type ReportFiles } from '../arguments/report-files.ts'
import { REPORT_OPTIONS, type ReportOption } from '../arguments/option-table.ts'
import { requireWritable } from './require-writable.ts'
import { UsageError } from '../terminal/usage-error.ts'

/** Each format is loaded when it is asked for. */
const FORMATS: Readonly<
  Record<ReportOption, () => Promise<(reports: readonly Report[]) => string>>
> = {
  json: async () => (await import('../../harness/report/format-json.ts')).formatJson,
  html: async () => (await import('../../harness/report/html/format-html.ts')).formatHtml,
  junit: async () => (await import('../../harness/report/format-junit.ts')).formatJunit,
  badge: async () => (await import('../../harness/report/format-badge.ts')).formatBadge,
}

/** Writes the reports of one check to the files that were asked for. */
export class ReportWriter {
  /** Whether standard output is for the JSON alone. */
  readonly isJsonOnStdout: boolean
  readonly #files: readonly { option: ReportOption; name: string; path: string }[]
  readonly #output: Output

  /**
   * @throws {UsageError} when a file cannot be written, is asked for twice, or is a module that is
   * to be checked
   */
  constructor(
    files: ReportFiles,
    {
      directory,
      modules,
      output,
    }: { directory: string; modules: readonly string[]; output: Output },
  ) {
    this.#output = output
    this.isJsonOnStdout = files.json === '-'
    this.#files = REPORT_OPTIONS.flatMap((option) => {
      const name = files[option]
      if (name === undefined || name === '-') return []
      return [{ option, name, path: resolve(directory, name) }]
    })
    const taken = new Map(
      modules.map((module) => [findRealPath(resolve(directory, module)), `the module ${module}`]),
    )
    for (const { option, name, path } of this.#files) {
      const realPath = findRealPath(path)
      const other = taken.get(realPath)
      if (other !== undefined) {
        throw new UsageError(
          `Expected \`--${option} ${name}\` to be a file of its own, but it is the same as ${other}.`,
        )
      }
      taken.set(realPath, `\`--${option} ${name}\``)
      requireWritable(path, `--${option} ${name}`)
    }
  }

  /** @throws {UsageError} when a file could not be written after all; the others are */
  async write(reports: readonly Report[]): Promise<void> {
    if (this.isJsonOnStdout) {
      const formatJson = await FORMATS.json()
      this.#output.writeReserved(formatJson(reports))
    }
    const problems: string[] = []
    for (const { option, name, path } of this.#files) {
      const format = await FORMATS[option]()
      try {
        writeFileSync(path, format(reports))
      } catch (error) {
        problems.push(`\`--${option} ${name}\` could not be written: ${String(error)}.`)
      }
    }
    if (problems.length > 0) throw new UsageError(problems.join('\n'))
  }
}

/** Two names of one file are one file. */
function findRealPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    try {
      return join(realpathSync(dirname(path)), basename(path))
    } catch {
      return path
    }
  }
}
