import { writeFileSync } from 'node:fs'
import type { TestAnnotation } from 'vitest'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** All errors of a run: more than the `json` reporter tells, which has the first of a file only. */
export interface RunResult {
  files: {
    path: string
    errors: ResultError[]
    tests: {
      name: string
      fullName: string
      status: string
      errors: ResultError[]
      annotations: ResultAnnotation[]
    }[]
  }[]
  /** Those that belong to no test and no file. */
  unhandled: ResultError[]
}

interface ResultError {
  name: string
  message: string
}

/** An annotation of a test, its attachment as text. */
export interface ResultAnnotation {
  type: string
  message: string
  contentType?: string
  body?: string
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
          annotations: test.annotations().map(toResultAnnotation),
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

function toResultAnnotation({ type, message, attachment }: TestAnnotation): ResultAnnotation {
  const { contentType, body } = attachment ?? {}
  return {
    type,
    message,
    ...(contentType === undefined ? {} : { contentType }),
    ...(typeof body === 'string' ? { body: Buffer.from(body, 'base64').toString() } : {}),
  }
}
