import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Report } from '../harness/conformance/report.ts'
import { checkModules } from './check-modules.ts'
import { createUnusableReport } from './create-reports.ts'
import { findRuleIds } from './find-rule-ids.ts'
import { formatCheck } from './format-check.ts'
import type { Output } from './output.ts'
import type { Command } from './parse-arguments.ts'
import { requireWritable } from './require-writable.ts'
import { UsageError } from './usage-error.ts'

/**
 * Runs `check`: writes the text and the JSON, and returns the exit code.
 *
 * @throws {UsageError} when the arguments, or the user's Vitest, do not allow a check.
 */
export async function check(
  command: Extract<Command, { name: 'check' }>,
  output: Output,
): Promise<number> {
  const directory = process.cwd()
  const only = await findRuleIds(command.only)
  const isJsonOnOut = command.json === '-'
  const jsonFile =
    command.json === undefined || isJsonOnOut ? undefined : resolve(directory, command.json)
  if (jsonFile !== undefined) requireWritable(jsonFile, `--json ${command.json}`)
  // Standard output is for the JSON alone; config files and plugins print what they like.
  if (isJsonOnOut) output.reserveStdout()

  const writeJson = (reports: readonly Report[]): void => {
    const json = `${JSON.stringify(reports, null, 2)}\n`
    if (isJsonOnOut) output.writeReserved(json)
    else if (jsonFile !== undefined) writeFileSync(jsonFile, json)
  }
  const reports = await checkModules({ modules: command.modules, only, directory }).catch(
    async (error: unknown) => {
      if (error instanceof UsageError) writeJson(await blameAll(command.modules, error.message))
      throw error
    },
  )
  writeJson(reports)
  output.write(isJsonOnOut ? 'stderr' : 'stdout', (options) => formatCheck(reports, options))
  return findExitCode(reports)
}

/** 2 outranks 1: what could not be checked may break anything. */
function findExitCode(reports: readonly Report[]): number {
  if (reports.some(({ verdict }) => verdict === 'unusable')) return 2
  return reports.some(({ verdict }) => verdict === 'violates') ? 1 : 0
}

function blameAll(modules: readonly string[], message: string): Promise<Report[]> {
  return Promise.all(modules.map((module) => createUnusableReport({ module, message })))
}
