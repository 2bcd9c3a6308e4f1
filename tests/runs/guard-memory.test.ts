import { expect, test } from 'vitest'
import { runGuardProject } from './run-guard-project.ts'

test.each(['forks', 'threads', 'vmThreads'])(
  'the guard keeps nothing in memory that is over, in %s',
  async (pool) => {
    const { verdicts } = await runGuardProject('guard-memory', { args: ['--pool', pool] })
    expect(verdicts['garbage.case.ts']).toEqual({
      'what is over is collected: useTimers': 'passed',
      'what is over is collected: answerRequest': 'passed',
      'what is over is collected: connectOnce': 'passed',
      'beside something that is open': 'passed',
    })
  },
)
