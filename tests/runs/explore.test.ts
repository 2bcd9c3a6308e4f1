import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { explore } from '../../harness/explore/explore.ts'
import { poller } from './explore/poller.ts'
import { runProject, type ProjectRun } from './run-project.ts'

type Test = ProjectRun['tests'][0]

/** How many schedules a test says that it has covered, all of its part. */
function readCovered({ annotations }: Test): number {
  const coverage = annotations.find(({ type }) => type === 'coverage')
  const [, covered, total] =
    /^covered ([\d,]+) of ([\d,]+) schedules/.exec(coverage?.message ?? '') ?? []
  expect(covered).toBe(total)
  return Number(covered?.replaceAll(',', ''))
}

async function countAll(): Promise<number> {
  const { coverage } = await explore(poller, { rules: ['EXPLORE-03'], budgetMs: 60_000 })
  return coverage.total
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0)
}

describe('describeExploration()', () => {
  test('makes a test for each slice of each rule, which cover all of it together', async () => {
    const { tests } = await runProject('explore', 'slices')
    const title =
      'EXPLORE-03 MUST whenever two of shutdown(), shutdown() and drop land, their promises hold'
    const whole = tests.filter(({ name }) => name.startsWith('EXPLORE-03'))
    expect(whole.map(({ name, status }) => `${name} ${status}`)).toEqual(
      [1, 2, 3].map((n) => `${title} (slice ${n} of 3) passed`),
    )
    expect(sum(whole.map(readCovered))).toBe(await countAll())
    const racy = tests.filter(({ name }) => name.startsWith('EXPLORE-01'))
    // The moment of the race is in one of them.
    expect(racy.map(({ status }) => status)).toEqual(['failed', 'failed'])
    expect(racy[0]?.message).toContain('RacyPoller started run #2 at 2000 ms')
    const own = tests.find(({ name }) => name === 'drop; shutdown, then drop')
    expect(own?.status).toBe('failed')
  })

  test('is divided by --shard and put together by --merge-reports', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vitest-shutdown-blobs-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const shards: Test[][] = []
    for (const shard of ['1/2', '2/2']) {
      const file = join(folder, `${shard.replace('/', '-')}.json`)
      const args = [`--shard=${shard}`, '--reporter=blob', `--outputFile.blob=${file}`]
      shards.push((await runProject('explore', 'shard-', ...args)).tests)
    }
    expect(shards.map(({ length }) => length)).toEqual([1, 1])
    const merged = await runProject('explore', `--merge-reports=${folder}`)
    expect(merged.exitCode).toBe(0)
    expect(merged.tests.map(({ name, status }) => `${name} ${status}`).toSorted()).toEqual(
      [1, 2].map(
        (n) =>
          `EXPLORE-03 MUST whenever two of shutdown(), shutdown() and drop land, their promises hold (slice ${n} of 2) passed`,
      ),
    )
    expect(sum(merged.tests.map(readCovered))).toBe(await countAll())
  })

  test('under the fake timers of Vitest is one clear error', async () => {
    const { tests } = await runProject('explore', 'fake-timers')
    expect(tests.map(({ status }) => status)).toEqual(['failed'])
    expect(tests[0]?.message).toBe(
      'ClockError: Cannot install the virtual clock: Date is faked by @sinonjs/fake-timers (Vitest, Jest and Sinon use it). Call vi.useRealTimers(), jest.useRealTimers() or clock.restore() first.',
    )
  })

  test('with --detect-async-leaks says that this is slow', async () => {
    const { tests } = await runProject('explore', 'single', '--detect-async-leaks')
    expect(tests.map(({ status }) => status)).toEqual(['passed'])
    expect(tests[0]?.annotations).toContainEqual({
      type: 'notice',
      message:
        'An async hook tracks every promise, as with `--detect-async-leaks`: exploring is many times slower. Turn it off for this file.',
    })
  })

  test('beside the guard says nothing of hooks: its own cost nothing', async () => {
    const { tests } = await runProject('explore', '--config', 'guarded.config.ts')
    expect(tests.map(({ status, message }) => ({ status, message }))).toEqual([
      { status: 'passed', message: '' },
    ])
  })
})
