// init/ is `vitest-shutdown init`: it reads classes and functions, and writes the subject and the test
// that a person would begin with. Without a file it lists what in the project has a subject.

import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Report } from '../../harness/model/report.ts'
import type { InitCommand } from '../arguments/read-init-command.ts'
import { describeMissingModule, findModuleFile } from '../files/find-module-file.ts'
import type { Output } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage-error.ts'
import { openParser, type ParseSource, SyntaxProblem } from '../vitest/parse-source.ts'
import { type Candidate, findCandidates } from './find-candidates.ts'
import { type Written, formatWritten } from './format-written.ts'
import { formatList, formatListJson } from './format-list.ts'
import { listProject } from './list-project.ts'
import { findModuleStyle } from './module-style.ts'
import { planSubject } from './plan-subject.ts'
import { readSource } from './source-file.ts'
import { writeSubjectModule, writeTest } from './write-subject.ts'
import { MARK } from './write-value.ts'

/** Checks the modules that were written, as `check` does. */
export type CheckModules = (request: {
  modules: readonly string[]
  only: readonly []
  directory: string
  exploring: object
  onWait: () => void
}) => Promise<Report[]>

/**
 * Runs `init`: writes the files, checks the subjects, and shows the first failure of each.
 *
 * @returns 0 once everything is written, or listed; 2 where a file was left out
 * @throws {UsageError} when this is no project, or its Vitest is not usable
 */
export async function init(
  { files, json }: InitCommand,
  output: Output,
  checkModules: CheckModules,
): Promise<number> {
  const directory = process.cwd()
  requireProject(directory)
  const parse = await openParser(directory)
  if (files.length === 0) {
    const list = await listProject(directory, parse)
    output.write('stdout', (options) => (json ? formatListJson(list) : formatList(list, options)))
    return 0
  }
  const written: Written[] = []
  let isComplete = true
  for (const file of files) {
    try {
      written.push(await writeBeside(file, directory, parse))
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      isComplete = false
      output.write('stderr', () => `vitest-shutdown: ${error.message}`)
    }
  }
  if (written.length > 0) {
    const modules = written.map(({ subject }) => subject)
    const request = { modules, only: [] as const, directory, exploring: {}, onWait: () => {} }
    const reports = await checkModules(request)
    output.write('stdout', (options) => formatWritten(written, reports, options))
  }
  return isComplete ? 0 : 2
}

function requireProject(directory: string): void {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return
    if (folder === dirname(folder)) break
  }
  throw new UsageError(
    `Expected a project: neither ${directory} nor a folder above it has a package.json. Run \`npm init\` first.`,
  )
}

/** Writes the subject and the test of one file. @throws {UsageError} when there is nothing to write */
async function writeBeside(name: string, directory: string, parse: ParseSource): Promise<Written> {
  const path = findSource(name, directory)
  const source = await readSource(path, parse).catch((error: unknown) => {
    if (!(error instanceof SyntaxProblem)) throw error
    const line = error.line === undefined ? '' : `:${error.line}`
    throw new UsageError(`Could not parse \`${name}${line}\`: ${error.message}.`)
  })
  const candidates = findCandidates(source)
  const usable = candidates.filter(({ exported }) => exported !== undefined)
  if (usable.length === 0) throw new UsageError(explainNone(name, candidates))
  const style = findModuleStyle(source)
  const toName = (file: string): string => relative(directory, file).split(sep).join('/')
  const taken = [style.subject, style.test].find((file) => existsSync(file))
  if (taken !== undefined) {
    throw new UsageError(
      `\`${toName(taken)}\` already exists and was not changed. Check it with \`vitest-shutdown check ${toName(style.subject)}\`.`,
    )
  }
  const plans = usable.map((candidate) => planSubject(candidate))
  const text = writeSubjectModule(plans, style)
  // `wx` fails rather than overwrites, also where somebody else was quicker.
  writeFileSync(style.subject, text, { flag: 'wx' })
  writeFileSync(style.test, writeTest(plans, style), { flag: 'wx' })
  return {
    source: toName(path),
    subject: toName(style.subject),
    test: toName(style.test),
    marks: text.split(MARK).length - 1,
  }
}

const CODE = /\.[cm]?[jt]sx?$/

function findSource(name: string, directory: string): string {
  const path = findModuleFile(name, directory)
  if (path === undefined) throw new UsageError(describeMissingModule(name, directory))
  if (!CODE.test(path) || /\.d\.[cm]?ts$/.test(path)) {
    throw new UsageError(`Expected a TypeScript or JavaScript file, got \`${name}\`.`)
  }
  if (resolve(path).split(sep).includes('node_modules')) {
    throw new UsageError(
      `\`${name}\` belongs to a package. Write a module of your own that makes one, as docs/adopt.md shows, and name that.`,
    )
  }
  return path
}

function explainNone(name: string, candidates: readonly Candidate[]): string {
  const [hidden] = candidates
  if (hidden !== undefined) {
    return `\`${hidden.name}\` (\`${name}:${hidden.line}\`) is not exported, so no subject can make one. Export it.`
  }
  return `Nothing to check was found in \`${name}\`. Looked for classes and functions that start a timer, loop, listener, server, socket or worker, or that have a stop, close, end, destroy, dispose, terminate, disconnect, shutdown, [Symbol.dispose] or [Symbol.asyncDispose].`
}
