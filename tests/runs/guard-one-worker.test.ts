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
      // The package was loaded by an earlier file, and took its functions then.
      'with-log.case.ts': { 'opens a log and closes it': 'passed' },
      'with-open-log.case.ts': {
        'opens a log and closes it': 'passed',
        leaks: ["openLog('second.log')"],
      },
      // A storage hooks promises for the rest of the process, where contexts are carried so.
      'with-storage.case.ts': { 'enters a context, which is carried on from then on': 'passed' },
      'without-storage.case.ts': {
        '(file)': ['setTimeout(idle, 100_000)'],
        'is clean': 'passed',
      },
    })
  },
)
