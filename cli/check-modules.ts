import { join } from 'node:path'
import type { Report } from '../harness/model/report.ts'
import type { RuleId } from '../harness/model/rule-info.ts'
import { createReports, createUnusableReport } from './create-reports.ts'
import { describeProcessEnd } from './describe-process-end.ts'
import { describeMissingModule, findModuleFile } from './find-module-file.ts'
import { ModuleCheck } from './module-check.ts'
import { readModuleProgress, type Reason } from './module-progress.ts'
import { openVitest, type VitestSession } from './vitest/open-vitest.ts'
import { writeTestFile } from './vitest/write-test-file.ts'
import { formatPosition } from './worker/source-position.ts'
import type { ExploreArguments } from './read-explore-arguments.ts'
import { createScratch } from './create-scratch.ts'
import { waitForProgress } from './wait-for-progress.ts'

/** What to check. */
export interface CheckRequest {
  /** As the user named them, relative to the directory. */
  modules: readonly string[]
  /** Rule ids; empty for all. */
  only: readonly RuleId[]
  directory: string
  exploring: ExploreArguments
  /** Called every second with the files of the worker processes. */
  onWait(recordFiles: readonly string[]): void
}

/**
 * Checks modules, each in a worker process of its own, and returns one report per subject.
 *
 * What is wrong with one module is a report of that module, and disturbs no other.
 *
 * @throws {UsageError} when Vitest cannot start.
 */
export async function checkModules(request: CheckRequest): Promise<Report[]> {
  const session = await openVitest(request.directory)
  const scratch = createScratch()
  try {
    const found = await Promise.all(
      request.modules.map((module) => findModule(module, request.directory, session)),
    )
    const checks = found.filter((entry) => entry instanceof ModuleCheck)
    let pending = checks
    while (pending.length > 0) {
      await runProcesses(pending, request, session, scratch.path)
      pending = pending.filter(({ next }) => next !== undefined)
    }
    const reports = await Promise.all(
      found.map(async (entry) =>
        entry instanceof ModuleCheck ? createReports(entry, request.only) : [entry],
      ),
    )
    return reports.flat()
  } finally {
    await session.close()
    scratch.remove()
  }
}

async function findModule(
  module: string,
  directory: string,
  session: VitestSession,
): Promise<ModuleCheck | Report> {
  const path = findModuleFile(module, directory) ?? (await session.resolve(module))
  return path === undefined
    ? createUnusableReport({ module, message: describeMissingModule(module, directory) })
    : new ModuleCheck(module, path)
}

/** Gives each module its next process. */
async function runProcesses(
  checks: readonly ModuleCheck[],
  { only, directory, exploring, onWait }: CheckRequest,
  session: VitestSession,
  scratch: string,
): Promise<void> {
  const runs = checks.map((check, index) => {
    const name = `${index}-${check.processes}`
    const recordFile = join(scratch, `${name}.ndjson`)
    const { firstSubject, skip } = check.next ?? { firstSubject: 0, skip: {} }
    const plan = {
      module: check.module,
      recordFile,
      firstSubject,
      skip,
      ...exploring,
      ...(only.length === 0 ? {} : { only }),
    }
    const path = writeTestFile(scratch, name, { plan, modulePath: check.path })
    return { check, path, recordFile, modulePath: check.path }
  })
  let isStuck = false
  const errors = await waitForProgress(
    session.run(runs),
    runs.map(({ recordFile }) => recordFile),
    () => {
      isStuck = true
      session.killWorkers()
    },
    onWait,
  )
  for (const { check, path, recordFile } of runs) {
    const error = isStuck ? STUCK : errors?.get(path.replaceAll('\\', '/'))
    const progress = readModuleProgress(recordFile)
    const end = describeProcessEnd(progress, {
      exit: session.findExit(progress.pid),
      locate: (position) => formatPosition(session.toSource(position), directory),
    })
    check.add(progress, end, error)
  }
}

const STUCK: Reason = {
  message: 'its worker process was silent for a minute. Look for a setup file that never ends.',
}
