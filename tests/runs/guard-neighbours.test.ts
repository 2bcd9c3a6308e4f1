import { beforeAll, describe, expect, test } from 'vitest'
import { type GuardRun, runGuardProject } from './run-guard-project.ts'

/** What the guard says beside code that has its hands on the same parts of Node. */
const EXPECTED: GuardRun['verdicts'] = {
  'async-hooks.case.ts': {
    'carries a context through everything': 'passed',
    'leaks a timeout in a context': ['setTimeout(idle, 1001)'],
  },
  'beside.case.ts': {
    'beside each other > leaks a child process': [
      "spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])",
    ],
    'beside each other > rejects while the guard closes it, and nobody catches that': 'passed',
  },
  'capture-callback.case.ts': {
    'leaks an interval': ['setInterval(idle, 1001)'],
    'throws where only the callback hears of it': 'passed',
  },
  'domain.case.ts': {
    'leaks an interval': ['setInterval(idle, 1001)'],
    'rejects, and nobody catches it': 'passed',
    'finds the listeners of the runner': 'passed',
  },
  'nock.case.ts': {
    'answers http.get()': 'passed',
    'answers many': 'passed',
    refuses: 'passed',
    'fails with an error, and is never read': 'passed',
    'leaks an interval': ['setInterval(idle, 1001)'],
  },
  'restored-listener.case.ts': {
    'takes off what the file has attached, and puts it back': 'passed',
    'finds it': 'passed',
  },
  'runner-listeners.case.ts': {
    'takes the listeners of the runner off, and puts them back': 'passed',
    'finds them': 'passed',
    'leaks one of its own': ["on('warning', idle)"],
  },
}

describe.each(['forks', 'threads', 'vmThreads'])('in %s', (pool) => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-neighbours', {
      args: ['--pool', pool],
      packages: ['nock'],
    })
  })

  test.each(Object.keys(EXPECTED))('only what leaks fails: %s', (file) => {
    expect(run.verdicts[file]).toEqual(EXPECTED[file])
  })

  test('rejections that nobody catches reach Vitest as without the guard', () => {
    expect(run.unhandled.toSorted()).toEqual([
      'nobody catches me, though node:domain is loaded',
      'nobody catches me, though the guard is closing',
    ])
  })
})
