// A reporter for Vitest that writes down every test with all of its errors, as JSON.

import { writeFileSync } from 'node:fs'

const flatten = (errors = []) =>
  errors.flatMap((error) => [
    { name: error.name, message: String(error.message) },
    ...flatten(error.errors),
  ])

export default class Reporter {
  onTestRunEnd(modules, unhandled) {
    const files = modules.map((module) => ({
      file: module.moduleId,
      errors: flatten([
        ...module.errors(),
        ...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
      ]),
      ms: module.diagnostic().duration,
      setupMs: module.diagnostic().setupDuration,
      tests: [...module.children.allTests()].map((test) => ({
        test: test.fullName,
        state: test.result().state,
        errors: flatten(test.result().errors),
      })),
    }))
    writeFileSync(
      process.env.GUARD_SUITES_RESULT ?? '',
      JSON.stringify({ files, unhandled: flatten(unhandled) }),
    )
  }
}
