import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { runVitest, type VitestRun } from '../runs/run-vitest.ts'

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const cwd = fileURLToPath(new URL('../../examples/race', import.meta.url))

let run: VitestRun

beforeAll(async () => {
  run = await runVitest({ vitest, cwd })
})

/** The tests of a file, as `name: status`. */
function findTests(file: string): VitestRun['result']['files'][0]['tests'] {
  return run.result.files.find(({ path }) => path.endsWith(`/${file}`))?.tests ?? []
}

test('what is tested by hand passes, with the race and without it', () => {
  const tests = findTests('lease-renewer.test.ts')
  expect(tests).toHaveLength(12)
  expect(new Set(tests.map(({ status }) => status))).toEqual(new Set(['passed']))
})

test('exploring finds the race', () => {
  const tests = findTests('explore.case.ts')
  expect(tests.map(({ name, status }) => `${name.slice(0, 10)} ${status}`)).toEqual([
    'EXPLORE-01 failed',
    'EXPLORE-02 failed',
    'EXPLORE-03 failed',
    'EXPLORE-04 skipped',
    'EXPLORE-05 skipped',
    'EXPLORE-06 skipped',
    'EXPLORE-07 failed',
    'EXPLORE-08 skipped',
  ])
  const [error] = tests[0]?.errors ?? []
  const text = `${error?.name}: ${error?.message}`
  expect(text.replaceAll(/-n\d+-(b\d+-.*)-[0-9a-f]{4}\b/g, '-nNN-$1-SUM')).toMatchSnapshot()
  expect(run.output).toContain('❯ LeaseRenewer.#renew lease-renewer.ts:')
})

test('mended, it passes every single and every pair', () => {
  const tests = findTests('mended.test.ts')
  expect(tests.map(({ name, status }) => `${name.slice(0, 10)} ${status}`)).toEqual([
    'EXPLORE-01 passed',
    'EXPLORE-02 passed',
    'EXPLORE-03 passed',
    'EXPLORE-04 skipped',
    'EXPLORE-05 skipped',
    'EXPLORE-06 skipped',
    'EXPLORE-07 passed',
    'EXPLORE-08 skipped',
  ])
  for (const { annotations } of tests.slice(0, 3)) {
    const [, covered, total] =
      /covered ([\d,]+) of ([\d,]+)/.exec(annotations[0]?.message ?? '') ?? []
    expect(covered).toBeDefined()
    expect(covered).toBe(total)
  }
})
