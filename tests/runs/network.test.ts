import { beforeAll, describe, expect, test } from 'vitest'
import { type GuardRun, runGuardProject } from './run-guard-project.ts'

describe('the network of a test', () => {
  let run: GuardRun

  beforeAll(async () => {
    run = await runGuardProject('network')
  })

  test('is no leak: not of a pool, nor of what closes last', () => {
    const failed = Object.entries(run.verdicts['clean.case.ts'] ?? {}).filter(
      ([, verdict]) => verdict !== 'passed',
    )
    expect(failed.map(([name]) => [name, run.findMessages('clean.case.ts', name)])).toEqual([])
    expect(run.unhandled).toEqual([])
  })

  test('is named where it is left open', async () => {
    const names = Object.keys(run.verdicts['left.case.ts'] ?? {})
    const sections = names.map(
      (name) => `✗ ${name}\n\n${run.findMessages('left.case.ts', name).join('\n\n')}\n`,
    )
    await expect(sections.join('\n')).toMatchFileSnapshot('./__snapshots__/network/left.txt')
  })
})
