// baseline/ is `vitest-shutdown baseline`: it writes down the leaks that the tests have today. It runs
// them once with the guard recording, and merges the record into the file.

import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import {
  type BaselineEntry,
  BaselineError,
  DEFAULT_BASELINE,
} from '../../harness/guard/baseline.ts'
import { findUnusedIgnores } from '../../harness/guard/leak-record.ts'
import { formatBaseline, readBaseline } from '../../harness/guard/baseline-file.ts'
import {
  type LeakRecord,
  readLeakRecords,
  RECORD_VARIABLE,
} from '../../harness/guard/leak-record.ts'
import { mergeBaseline } from '../../harness/guard/merge-baseline.ts'
import { createScratch } from '../files/create-scratch.ts'
import {
  type BaselineOutcome,
  formatOutcome,
  isUpToDate,
  formatWarnings,
} from './format-outcome.ts'
import type { Output } from '../terminal/output.ts'
import type { BaselineCommand } from '../arguments/parse-arguments.ts'
import { requireWritable } from '../files/require-writable.ts'
import { UsageError } from '../terminal/usage-error.ts'
import { runVitest } from '../vitest/run-vitest.ts'

/**
 * Runs `baseline`: runs all tests once, and writes or checks the baseline of their leaks.
 *
 * @throws {UsageError} when Vitest cannot start, no test file was watched, or the file is not one.
 */
export async function baseline(command: BaselineCommand, output: Output): Promise<number> {
  const directory = process.cwd()
  const given = command.output === undefined ? undefined : resolve(directory, command.output)
  if (given !== undefined) requireWritable(given, `--output ${command.output}`)
  const otherwise = given ?? join(directory, DEFAULT_BASELINE)
  // What is wrong with the file is said before the run, which may take minutes.
  readListed(otherwise)

  const { records, exitCode } = await record(directory, command.vitestArguments)
  const groups = groupByPath(records, (ofFile) => given ?? ofFile.baseline ?? otherwise)
  const outcomes = [...groups].map(([path, ofPath]) => update(path, ofPath, command))
  output.write('stdout', () =>
    outcomes.map((outcome) => formatOutcome(outcome, { directory, ...command })).join('\n\n'),
  )
  const warnings = formatWarnings({
    exitCode,
    unusedIgnores: exitCode === 0 ? findUnusedIgnores(records) : [],
    isLimited: isLimitedRun(command.vitestArguments),
  })
  if (warnings !== '') output.write('stderr', () => warnings)
  if (command.check && exitCode !== 0) return 1
  return outcomes.every((outcome) => isUpToDate(outcome, command.check)) ? 0 : 1
}

/** Runs the tests with the guard recording. */
async function record(
  directory: string,
  vitestArguments: readonly string[],
): Promise<{ records: LeakRecord[]; exitCode: number }> {
  const scratch = createScratch()
  try {
    const env = { [RECORD_VARIABLE]: scratch.path }
    const exitCode = await runVitest(directory, vitestArguments, env)
    const records = readLeakRecords(scratch.path)
    if (records.length > 0) return { records, exitCode }
    throw new UsageError(
      `No test file was watched for leaks${exitCode === 0 ? '' : `, and Vitest ended with exit code ${exitCode}; if it printed an error above, fix that first`}. Expected the guard in the Vitest config: \`test: { setupFiles: ['vitest-shutdown/setup'] }\`.`,
    )
  } finally {
    scratch.remove()
  }
}

/** Each project may have a baseline of its own. */
function groupByPath(
  records: readonly LeakRecord[],
  findPath: (record: LeakRecord) => string,
): Map<string, LeakRecord[]> {
  const groups = new Map<string, LeakRecord[]>()
  for (const record of records) {
    const path = findPath(record)
    groups.set(path, [...(groups.get(path) ?? []), record])
  }
  return groups
}

function update(
  path: string,
  records: readonly LeakRecord[],
  { add, check }: { add: boolean; check: boolean },
): BaselineOutcome {
  const listed = readListed(path)
  const isNew = listed === undefined
  const merge = mergeBaseline(listed ?? [], records, {
    path,
    allowNew: !check && (add || isNew),
    hasFile: (file) => existsSync(resolve(dirname(path), file)),
  })
  // Without a leak there is nothing to adopt.
  const isNeeded = !isNew || merge.leaks.length > 0
  if (!check && isNeeded) writeFileSync(path, formatBaseline(merge.leaks))
  const isConfigured = records.every((record) => record.baseline === path)
  return { path, merge, isNew, isConfigured }
}

/** The entries of a baseline; undefined where there is no file yet. */
function readListed(path: string): readonly BaselineEntry[] | undefined {
  if (!existsSync(path)) return undefined
  try {
    return readBaseline(path).leaks
  } catch (error) {
    throw error instanceof BaselineError ? new UsageError(error.message) : error
  }
}

/** Options of Vitest that leave out no test, and whether a value follows them. */
const HARMLESS: ReadonlyMap<string, boolean> = new Map([
  ['--config', true],
  ['-c', true],
  ['--root', true],
  ['-r', true],
  ['--mode', true],
  ['--pool', true],
  ['--maxWorkers', true],
  ['--reporter', true],
  ['--outputFile', true],
  ['--testTimeout', true],
  ['--hookTimeout', true],
  ['--retry', true],
  ['--silent', false],
  ['--no-coverage', false],
  ['--no-file-parallelism', false],
  ['--no-color', false],
])

/**
 * Whether the arguments may leave out some of the tests; where that is not certain, they may.
 *
 * @param args what follows `vitest run`
 */
export function isLimitedRun(args: readonly string[]): boolean {
  for (let index = 0; index < args.length; index += 1) {
    const [name = '', value] = (args[index] ?? '').split('=', 2)
    const takesValue = HARMLESS.get(name)
    if (takesValue === undefined) return true
    if (takesValue && value === undefined) index += 1
  }
  return false
}
