import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** All errors of a run: more than the `json` reporter tells, which has the first of a file only. */
export interface RunResult {
  files: {
    path: string
    errors: ResultError[]
    tests: { name: string; fullName: string; status: string; errors: ResultError[] }[]
  }[]
  /** Those that belong to no test and no file. */
  unhandled: ResultError[]
}

interface ResultError {
  name: string
  message: string
}

/** The environment variable with the name of the file that takes the {@link RunResult}. */
export const RESULT_VARIABLE = 'VITEST_SHUTDOWN_RUN_RESULT'

/** Writes down what became of a run. */
export default class ResultReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const result: RunResult = {
      files: modules.map((module) => ({
        path: module.moduleId,
        errors: module.errors().map(toResultError),
        tests: [...module.children.allTests()].map((test) => ({
          name: test.name,
          fullName: test.fullName,
          status: test.result().state,
          errors: (test.result().errors ?? []).map(toResultError),
        })),
      })),
      unhandled: unhandled.map(toResultError),
    }
    writeFileSync(process.env[RESULT_VARIABLE] ?? '', JSON.stringify(result))
  }
}

function toResultError({ name, message }: { name?: string; message: string }): ResultError {
  return { name: name ?? 'Error', message }
}
