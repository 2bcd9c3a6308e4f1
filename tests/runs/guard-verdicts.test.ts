import { beforeAll, describe, expect, test } from 'vitest'
import { EXPECTED_VERDICTS } from './expected-verdicts.ts'
import { type GuardRun, runGuardProject, type Verdict } from './run-guard-project.ts'

const FILES = Object.keys(EXPECTED_VERDICTS)

describe.each([
  ['forks', ['--pool=forks']],
  ['threads', ['--pool=threads']],
  ['vmThreads', ['--pool=vmThreads']],
  ['forks without isolation', ['--pool=forks', '--no-isolate', '--no-file-parallelism']],
  ['threads without isolation', ['--pool=threads', '--no-isolate', '--no-file-parallelism']],
])('in %s', (_, args) => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-verdicts', { args })
  })

  test.each(FILES)('exactly the tests that leak fail, with the line that leaked: %s', (file) => {
    expect(sortFileErrors(run.verdicts[file])).toEqual(EXPECTED_VERDICTS[file])
  })

  test('there are no other files', () => {
    expect(Object.keys(run.verdicts).toSorted()).toEqual(FILES.toSorted())
  })

  test('the run ends by itself, and nothing goes wrong beside the tests', () => {
    expect(run.exitCode).toBe(1)
    expect(run.unhandled).toEqual([])
    expect(run.output).not.toMatch(/close timed out|Timeout terminating|Failed to terminate/)
  })
})

/** The order of the errors of a file is nobody's concern. */
function sortFileErrors(verdicts: Record<string, Verdict> = {}): Record<string, Verdict> {
  const { '(file)': errors, ...others } = verdicts
  return Array.isArray(errors) ? { '(file)': errors.toSorted(), ...others } : others
}
