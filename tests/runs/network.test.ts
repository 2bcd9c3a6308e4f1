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
    // What is told to be done about a request depends on how far it has come.
    const request = 'a request in flight'
    expect(run.findMessages('left.case.ts', request).join('')).toContain(
      'still open: TCP socket to 10.0.0.1:80\n  at left.case.ts:41:3',
    )
    const names = Object.keys(run.verdicts['left.case.ts'] ?? {}).filter((name) => name !== request)
    const sections = names.map(
      (name) => `✗ ${name}\n\n${run.findMessages('left.case.ts', name).join('\n\n')}\n`,
    )
    await expect(sections.join('\n')).toMatchFileSnapshot('./__snapshots__/network/left.txt')
  })
})
