import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { createUserProject, linkPackage, type UserProject } from './create-user-project.ts'
import { findBlame } from './find-blame.ts'
import { normaliseOutput } from './normalise-output.ts'
import { runVitest, type RunVitestOptions } from './run-vitest.ts'

/** A status, or for a test that failed its errors: of a leak the code that it blames. */
export type Verdict = string | string[]

/** A run on a small project. No text in it tells of this run alone. */
export interface GuardRun {
  exitCode: number | null
  output: string
  /** By file, and by the full name of the test; `(file)` is what failed the file itself. */
  verdicts: Record<string, Record<string, Verdict>>
  /** The messages of a test that failed, or of a file. */
  findMessages(file: string, test?: string): string[]
  /** The messages of errors that belong to no test and no file. */
  unhandled: string[]
  /** What the files hold that were asked for. */
  files: Record<string, string>
}

/** How to run a project. */
export interface GuardRunOptions extends Pick<RunVitestOptions, 'reporters' | 'args'> {
  /** Changes the copy of the project before the run. */
  prepare?: (project: UserProject) => void
  /** Packages of the registry that the project uses. */
  packages?: readonly string[]
  /** Files to read after the run. */
  files?: readonly string[]
}

/** Stands for what is of the file itself. */
const FILE = '(file)'

/** Runs Vitest on a copy of the project in `tests/runs/<name>`, as its user would. */
export async function runGuardProject(
  name: string,
  { prepare, packages = [], files = [], ...options }: GuardRunOptions = {},
): Promise<GuardRun> {
  const project = createUserProject(name)
  const { root, vitest } = project
  try {
    for (const one of packages) linkPackage(join(root, 'node_modules'), one)
    prepare?.(project)
    const { exitCode, output, result } = await runVitest({ ...options, vitest, cwd: root })
    const normalise = (text: string): string => normaliseOutput(text, root)
    const verdicts: GuardRun['verdicts'] = {}
    const messages = new Map<string, string[]>()
    for (const { path, errors, tests } of result.files) {
      const file = relative(root, path)
      const ofFile: Record<string, Verdict> = {}
      const all = [
        ...(errors.length === 0 ? [] : [{ fullName: FILE, status: 'failed', errors }]),
        ...tests,
      ]
      for (const { fullName, status, errors: own } of all) {
        const texts = own.map((error) => normalise(`${error.name}: ${error.message}`))
        messages.set(`${file} > ${fullName}`, texts)
        const blames = texts.map((text) => findBlame(text, file, root))
        ofFile[fullName] = status === 'failed' ? blames : status
      }
      verdicts[file] = ofFile
    }
    return {
      exitCode,
      output: normalise(output),
      verdicts,
      findMessages: (file, test = FILE) => messages.get(`${file} > ${test}`) ?? [],
      unhandled: result.unhandled.map(({ message }) => normalise(message)),
      files: Object.fromEntries(
        files.map((file) => [file, normalise(readFileSync(join(root, file), 'utf8'))]),
      ),
    }
  } finally {
    project.remove()
  }
}
