import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { ResultAnnotation } from './result-reporter.ts'
import { runVitest } from './run-vitest.ts'

/** What a real Vitest made of a small project. */
export interface ProjectRun {
  exitCode: number | null
  /** Everything it printed, without colours. */
  output: string
  tests: { name: string; status: string; message: string; annotations: ResultAnnotation[] }[]
}

const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))

/** Runs Vitest, in a process of its own, on the project in `tests/runs/<name>`. */
export async function runProject(name: string, ...args: string[]): Promise<ProjectRun> {
  const cwd = fileURLToPath(new URL(`./${name}`, import.meta.url))
  const { exitCode, output, result } = await runVitest({ vitest: VITEST, cwd, args })
  const tests = result.files.flatMap((file) =>
    file.tests.map(({ name, status, errors, annotations }) => ({
      name,
      status,
      annotations,
      message: errors.map((error) => `${error.name}: ${error.message}`).join('\n'),
    })),
  )
  return { exitCode, output: stripVTControlCharacters(output), tests }
}
