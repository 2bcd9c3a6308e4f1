import { writeFileSync } from 'node:fs'

/** The text of an error with all that is in it: message, stack, causes, parts. */
function flatten(error) {
  if (error === null || typeof error !== 'object') return [{ text: String(error), frames: [] }]
  const stacks = Array.isArray(error.stacks) ? error.stacks : []
  const own = {
    text: `${error.message ?? ''}\n${error.stack ?? ''}`,
    frames: stacks.map(({ file, line }) => ({ file, line })),
  }
  const inner = [...(Array.isArray(error.errors) ? error.errors : []), error.cause]
  return [own, ...inner.filter((one) => one !== undefined && one !== null).flatMap(flatten)]
}

const flattenAll = (errors) => (errors ?? []).flatMap(flatten)

/** The parts of an error of no test, with the file that ran when it came. */
function placed(error) {
  return flatten(error).map((part) => Object.assign(part, { path: error.VITEST_TEST_PATH ?? '' }))
}

/** Writes what became of each file, each suite and each test, errors in full. */
export default class ResultReporter {
  async onTestRunEnd(modules, unhandled) {
    const files = modules.map((module) => ({
      path: module.relativeModuleId ?? module.moduleId,
      state: module.state(),
      errors: [
        ...flattenAll(module.errors()),
        ...[...module.children.allSuites()].flatMap((suite) => flattenAll(suite.errors())),
      ],
      tests: [...module.children.allTests()].map((test) => ({
        name: test.fullName,
        state: test.result().state,
        errors: flattenAll(test.result().errors),
      })),
    }))
    const report = { files, unhandled: unhandled.flatMap(placed) }
    writeFileSync(process.env.CORPUS_REPORT, JSON.stringify(report))
  }
}
