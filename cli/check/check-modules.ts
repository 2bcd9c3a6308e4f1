import type { Profile } from '../../harness/model/subject.ts'
import { join } from 'node:path'
import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Report } from '../../harness/model/report.ts'
import type { RuleId } from '../../harness/model/rule-info.ts'
import { createReports, ModuleCheck } from './module-check.ts'
import { createUnusableReport } from '../files/unusable-report.ts'
import { describeProcessEnd } from './describe-process-end.ts'
import { describeMissingModule, findModuleFile } from '../files/find-module-file.ts'
import { readModuleProgress } from './check-record.ts'
import { type Reason, openVitest, type VitestSession } from '../vitest/open-vitest.ts'
import { writeTestFile } from './write-test-file.ts'
import { formatFrame } from '../../harness/stack/stack-frame.ts'
import type { ExploreArguments } from '../arguments/read-check-command.ts'
import { createScratch } from '../files/create-scratch.ts'

/** What to check. */
export interface CheckRequest {
  /** As the user named them, relative to the directory. */
  modules: readonly string[]
  /** Rule ids; empty for all. */
  only: readonly RuleId[]
  directory: string
  exploring: ExploreArguments
  /** Instead of what the subjects say. */
  profile?: Profile | undefined
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
        entry instanceof ModuleCheck
          ? createReports(entry, request.only, request.exploring.seed)
          : [entry],
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
  { only, directory, exploring, profile, onWait }: CheckRequest,
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
      ...(profile === undefined ? {} : { profile }),
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
      locate: (position) => formatFrame(session.toSource(position), directory),
    })
    check.add(progress, end, error)
  }
}

const STUCK: Reason = {
  message: 'its worker process was silent for a minute. Look for a setup file that never ends.',
}

/**
 * How long all worker processes may be silent. The watchdog of each ends it far sooner: this is for
 * a process that is stuck before it has one, in a setup file of the user.
 */
const SILENCE_SECONDS = 60

/** How long Vitest may take to notice that its workers are gone. */
const NOTICE_SECONDS = 10

/**
 * Waits for a run that writes record files; returns undefined where it stands still for a minute.
 *
 * The worker processes are killed then.
 *
 * @param onWait called every second
 */
async function waitForProgress<T>(
  run: Promise<T>,
  recordFiles: readonly string[],
  killWorkers: () => void,
  onWait: (recordFiles: readonly string[]) => void = () => {},
): Promise<T | undefined> {
  const ended = new AbortController()
  const settled = run.finally(() => {
    ended.abort()
  })
  return Promise.race([settled, watch(recordFiles, killWorkers, onWait, ended.signal)])
}

async function watch(
  recordFiles: readonly string[],
  killWorkers: () => void,
  onWait: (recordFiles: readonly string[]) => void,
  ended: AbortSignal,
): Promise<undefined> {
  let lastSize = -1
  let silence = 0
  while (silence < SILENCE_SECONDS + NOTICE_SECONDS) {
    await sleep(1000, undefined, { signal: ended }).catch(() => {})
    // The run has settled: it wins the race, whatever is returned here.
    if (ended.aborted) return new Promise(() => {})
    onWait(recordFiles)
    const size = recordFiles.reduce((sum, file) => sum + sizeOf(file), 0)
    silence = size === lastSize ? silence + 1 : 0
    lastSize = size
    if (silence === SILENCE_SECONDS) killWorkers()
  }
  return undefined
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
