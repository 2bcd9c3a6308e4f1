import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runProcess } from './run-process.mjs'

/** The tests of the project that the guard or a fixture must fail, and how their failure begins. */
const FAILURES = {
  'a test that leaves a server open':
    /\[LEAK\] HTTP server on 127\.0\.0\.1:(?:\d+|…) is still open[^]+guard\.spec\.ts:7:12/,
  'a test that leaves an interval running':
    /\[LEAK\] interval of 1000 ms is still running[^]+guard\.spec\.ts:17:3/,
  'a test that leaves a timer of the clock':
    /\[LEAK-01\] no timer is left when the test ends[^]+fixtures\.spec\.ts:40:3/,
  'a manager that hangs':
    /\[STOP-01\] shutdown\(\) returns a promise that fulfils[^]+fixtures\.spec\.ts:45:3/,
}

/**
 * Runs the tests of a consumer in one pool.
 *
 * @param vitest the program and the arguments that start Vitest
 * @returns what is wrong; empty where nothing is
 */
export async function runSuite(folder, [program, ...vitest], pool) {
  const file = join(folder, 'result.json')
  rmSync(file, { force: true })
  const args = [...vitest, 'run', `--pool=${pool}`, '--reporter=json', `--outputFile=${file}`]
  const { output } = await runProcess(program, args, { cwd: folder })
  let result
  try {
    result = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return [`Vitest wrote no result. It printed:\n${output}`]
  }
  return result.testResults.flatMap(judgeFile)
}

function judgeFile({ name, message, assertionResults: tests }) {
  const passed = tests.filter(({ status }) => status === 'passed')
  if (passed.length === 0) return [`${name}: no test passed. ${message}`]
  return tests.flatMap(judgeTest)
}

function judgeTest({ fullName, title, status, failureMessages = [] }) {
  const text = failureMessages.join('\n')
  const expected = FAILURES[title]
  if (expected === undefined) return status === 'failed' ? [`${fullName}: ${text}`] : []
  if (status !== 'failed') return [`${fullName}: it did not fail`]
  return expected.test(text) ? [] : [`${fullName}: failed with another error: ${text}`]
}
