// check/ is `vitest-shutdown check`: it judges the subjects of modules, each module in a worker process
// of its own. `worker/` runs there; a process that dies or hangs breaks the rule it was at.

import type { Report } from '../../harness/model/report.ts'
import { checkModules } from './check-modules.ts'
import { createUnusableReport } from '../files/unusable-report.ts'
import { createCheckProgress } from './check-progress.ts'
import { createExploreProgress } from './explore-progress.ts'
import { findRuleIds } from '../arguments/find-rule-ids.ts'
import { formatCheck, writeAnnotations } from './format-check.ts'
import type { Output } from '../terminal/output.ts'
import { type CheckCommand, readExploreArguments } from '../arguments/read-check-command.ts'
import { ReportWriter } from '../files/report-writer.ts'
import { UsageError } from '../terminal/usage-error.ts'

/**
 * Runs `check`: writes the text and the reports that were asked for, and returns the exit code.
 *
 * @throws {UsageError} when the arguments, or the user's Vitest, do not allow a check.
 */
export async function check(
  { modules, only: ids, files, explore, profile, isVerbose }: CheckCommand,
  output: Output,
): Promise<number> {
  const directory = process.cwd()
  const only = await findRuleIds(ids)
  const exploring = await readExploreArguments(explore, only)
  const writer = new ReportWriter(files, { directory, modules, output })
  const stream = writer.isJsonOnStdout ? 'stderr' : 'stdout'
  // Standard output is for the JSON alone; config files and plugins print what they like.
  if (writer.isJsonOnStdout) output.reserveStdout()

  const annotate = async (reports: readonly Report[]): Promise<void> => {
    if (process.env.GITHUB_ACTIONS !== 'true') return
    const annotations = await writeAnnotations(reports, directory)
    // GitHub reads both streams.
    if (annotations !== '') output.write(stream, () => `\n${annotations}`)
  }
  const progress =
    exploring.budgetMs === undefined
      ? createCheckProgress(process.stderr, only.length === 0 ? undefined : only.length)
      : createExploreProgress(process.stderr, exploring.budgetMs)
  const request = { modules, only, directory, exploring, profile, onWait: progress.show }
  const reports = await checkModules(request).catch(async (error: unknown) => {
    progress.clear()
    if (error instanceof UsageError) {
      const blamed = await blameAll(modules, error.message)
      await annotate(blamed)
      await writer.write(blamed)
    }
    throw error
  })
  progress.clear()
  const isReplay = exploring.replay !== undefined
  output.write(stream, (options) =>
    formatCheck(reports, { ...options, verbose: isVerbose, isReplay }),
  )
  await annotate(reports)
  await writer.write(reports)
  return findExitCode(reports)
}

/** The exit code of a check. 2 outranks 1: what could not be checked may break anything. */
export function findExitCode(reports: readonly Pick<Report, 'verdict'>[]): number {
  if (reports.some(({ verdict }) => verdict === 'unusable')) return 2
  if (reports.some(({ verdict }) => verdict === 'violates')) return 1
  return reports.some(({ verdict }) => verdict === 'inconclusive') ? 3 : 0
}

function blameAll(modules: readonly string[], message: string): Promise<Report[]> {
  return Promise.all(modules.map((module) => createUnusableReport({ module, message })))
}
