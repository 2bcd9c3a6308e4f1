import { expect, test } from 'vitest'
import { runGuardProject } from './run-guard-project.ts'

test.each(['forks', 'threads'])(
  'files that share a worker of %s have verdicts of their own, and late work is not blamed on the next',
  async (pool) => {
    const { verdicts } = await runGuardProject('guard-one-worker', { args: ['--pool', pool] })
    expect(verdicts).toEqual({
      'first.case.ts': {
        'starts work that outlives the file': ['setInterval(idle, 1001)'],
        leaks: ['setInterval(idle, 1002)'],
      },
      'second.case.ts': {
        'is there when the work of the first file goes on': 'passed',
        leaks: ['setInterval(idle, 1003)'],
      },
      'third.case.ts': { 'is clean': 'passed', leaks: ['setInterval(idle, 1004)'] },
    })
  },
)
