// worker/ runs in the worker process of one module and records every step to a file. A thread beside it
// ends the process when its event loop is blocked.

import { resolve } from 'node:path'
import { inspect } from 'node:util'
import { openSync, writeSync } from 'node:fs'
import { installTrampolines } from '../../../harness/clock/trampolines.ts'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import { real } from '../../../harness/platform/real-time.ts'
import type { SubjectSource } from '../../../harness/explore/explore-options.ts'
import { SubjectError } from '../../../harness/model/subject.ts'
import { ReplayError } from '../../../harness/explore/plan/replay-token.ts'
import { findUserFrame } from '../../../harness/stack/user-frame.ts'
import type { CheckPlan, CheckRecord } from '../check-record.ts'
import { startWatchdog, type Watchdog } from './start-watchdog.ts'
import { TEST_FILE_SUFFIX } from './source-position.ts'

/** Where the built command is. */
const OWN_DIRECTORY = resolve(import.meta.dirname, '../..')

/** What the test file hands over, from the side of Vite. */
export interface ModuleSource {
  /** Imports the user's module through Vite. */
  load(): Promise<Readonly<Record<string, unknown>>>
  /** Whether Vitest's own fake timers are on. */
  hasFakeTimers: boolean
}

/**
 * Checks every subject of one module, in a worker process of its own, and records each step.
 *
 * It never rejects: what goes wrong is a record.
 */
export async function checkModule(plan: CheckPlan, source: ModuleSource): Promise<void> {
  const records = openRecordFile(plan.recordFile)
  records.append({ type: 'started', pid: process.pid })
  process.on('exit', (code) => {
    records.append({ type: 'exit', code })
  })
  const watchdog = startWatchdog(plan)
  const { subjects, isList } = await loadSubjects(source).catch((error: unknown) => {
    records.append({ type: 'module-error', ...describeLoadError(error, plan) })
    return { subjects: [], isList: false }
  })
  records.append({ type: 'subjects', count: subjects.length })
  for (const [index, subject] of subjects.entries()) {
    watchdog.step()
    if (index < plan.firstSubject) continue
    const module = plan.module.replaceAll('\\', '/')
    const origin = isList ? { module, index } : { module }
    await checkSubject({ subject, index, origin }, plan, records, watchdog)
  }
  watchdog.stop()
  records.append({ type: 'done' })
}

async function loadSubjects(source: ModuleSource): Promise<FoundSubjects> {
  if (source.hasFakeTimers) {
    throw new ModuleError(
      'The fake timers of Vitest are on: a setup file called `vi.useFakeTimers()`. ' +
        'The check brings its own clock, so turn them on in the tests that need them instead.',
    )
  }
  // Before the import, so that functions which the module captures at load can be faked later.
  installTrampolines()
  return findSubjects(await source.load())
}

async function checkSubject(
  { subject, index, origin }: { subject: unknown; index: number; origin: SubjectSource },
  plan: CheckPlan,
  records: RecordFile,
  watchdog: Watchdog,
): Promise<void> {
  records.append({ type: 'subject', index, ...describeSubject(subject, index, plan) })
  try {
    const report = await checkConformance(subject, {
      ...(plan.only === undefined ? {} : { only: plan.only }),
      ...(plan.budgetMs === undefined ? {} : { budgetMs: plan.budgetMs }),
      ...(plan.replay === undefined ? {} : { replay: plan.replay }),
      ...(plan.profile === undefined ? {} : { profile: plan.profile }),
      ...(plan.seed === undefined ? {} : { seed: plan.seed }),
      source: origin,
      skip: index === plan.firstSubject ? plan.skip : {},
      onStart: ({ id, level, title, hint }) => {
        watchdog.step()
        records.append({ type: 'rule', index, rule: { id, level, title, hint } })
      },
      onResult: (result) => {
        watchdog.step()
        records.append({ type: 'result', index, result })
      },
      onProgress: (progress) => {
        watchdog.step()
        if (isProgressDue()) records.append({ type: 'progress', index, progress })
      },
      onPulse: () => watchdog.step(),
    })
    records.append({ type: 'report', index, report })
  } catch (error) {
    const reason =
      error instanceof SubjectError || error instanceof ReplayError
        ? { message: error.message }
        : describeError('The check could not be carried out', error)
    records.append({ type: 'subject-error', index, ...reason })
  }
}

/** How often the progress of an exploration is recorded. */
const PROGRESS_MS = 500
let lastProgressMs = 0

function isProgressDue(): boolean {
  const nowMs = real.performanceNow()
  if (nowMs - lastProgressMs < PROGRESS_MS) return false
  lastProgressMs = nowMs
  return true
}

/** Name and ownership, as far as the subject has them: it is not validated yet. */
function describeSubject(
  subject: unknown,
  index: number,
  plan: CheckPlan,
): { name: string; ownership: 'owned' | 'shared' } {
  const name = readKey(subject, 'name')
  return {
    name: typeof name === 'string' && name !== '' ? name : nameByPosition(index, plan),
    ownership: readKey(subject, 'ownership') === 'shared' ? 'shared' : 'owned',
  }
}

/** A getter of the subject may throw: what it throws is for the validation to report. */
function readKey(subject: unknown, key: string): unknown {
  try {
    return (subject as Readonly<Record<string, unknown>>)[key]
  } catch {
    return undefined
  }
}

function nameByPosition(index: number, plan: CheckPlan): string {
  return index === 0 ? plan.module : `${plan.module}#${index + 1}`
}

/** What Vitest says of tests that a module registers which is imported by a test: ours. */
const REGISTERS_TESTS = /^Calling the (?:suite|test) function inside (?:another )?test function/

function describeLoadError(
  error: unknown,
  { module }: CheckPlan,
): { message: string; frame?: string } {
  if (error instanceof Error && REGISTERS_TESTS.test(error.message)) {
    return { message: `\`${module}\` is a test file: name the module with the subject` }
  }
  return error instanceof ModuleError
    ? { message: error.message }
    : describeError('The module could not be loaded', error)
}

function describeError(what: string, error: unknown): { message: string; frame?: string } {
  const frame = error instanceof Error ? findUserFrame(error) : undefined
  return {
    message: `${what}: ${describeThrown(error)}`,
    // Frames of the command itself are no cause of anything.
    ...(frame === undefined || frame.includes(TEST_FILE_SUFFIX) || frame.includes(OWN_DIRECTORY)
      ? {}
      : { frame }),
  }
}

function describeThrown(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${error.message}`
    : inspect(error, { depth: 1, breakLength: Infinity })
}

/** Says why a module is no source of subjects, in words for its author. */
export class ModuleError extends Error {
  override name = 'ModuleError'
}

/** What a module exports. */
export interface FoundSubjects {
  readonly subjects: unknown[]
  /** Whether they are in an array. */
  readonly isList: boolean
}

/**
 * Returns the subjects that a module default-exports: one, or an array of them.
 *
 * @throws {ModuleError} when there is no default export, or it is an empty array.
 */
export function findSubjects(namespace: Readonly<Record<string, unknown>>): FoundSubjects {
  const exported = unwrapDefault(namespace)
  if (exported === undefined) {
    throw new ModuleError(`Expected a default export, got ${listExports(namespace)}. ${REMEDY}`)
  }
  if (!Array.isArray(exported)) return { subjects: [exported], isList: false }
  if (exported.length > 0) return { subjects: exported, isList: true }
  throw new ModuleError(
    `Expected the default export to hold a subject, got an empty array. ${REMEDY}`,
  )
}

const REMEDY =
  'Write `export default { name, ownership, intervalMs, create }`, or an array of such subjects.'

/** CommonJS that was compiled from an ES module carries its default export one level down. */
function unwrapDefault(namespace: Readonly<Record<string, unknown>>): unknown {
  const exported = namespace.default
  const isNested =
    typeof exported === 'object' &&
    exported !== null &&
    '__esModule' in exported &&
    'default' in exported
  return isNested ? exported.default : exported
}

function listExports(namespace: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(namespace)
    .filter((name) => name !== 'default' && name !== '__esModule')
    .toSorted()
  if ('default' in namespace) return '`undefined`'
  if (names.length === 0) return 'a module without exports'
  return `the named ${names.length === 1 ? 'export' : 'exports'} ${names.map((name) => `\`${name}\``).join(', ')}`
}

/** Appends records to a file, each written before the next statement runs. */
export interface RecordFile {
  append(record: CheckRecord): void
}

/** Opens the file for appending; the watchdog thread writes to the same one. */
export function openRecordFile(path: string): RecordFile {
  const file = openSync(path, 'a')
  // The code that is checked may replace the functions of node:fs.
  const write = writeSync
  return {
    append: (record) => {
      write(file, `${JSON.stringify(record)}\n`)
    },
  }
}
