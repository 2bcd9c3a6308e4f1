import { beforeAll, describe, expect, test } from 'vitest'
import { type GuardRun, runGuardProject } from './run-guard-project.ts'

describe.each(['forks', 'threads', 'vmThreads'])('in %s', (pool) => {
  let run: GuardRun
  beforeAll(async () => {
    run = await runGuardProject('guard-listeners', {
      args: ['--pool', pool],
      packages: ['pino', 'signal-exit', 'when-exit'],
    })
  })

  test('what a package attaches once for the end of the process is left alone', () => {
    expect(run.verdicts['start-up.case.ts']).toEqual({
      'loads what listens as it is loaded': 'passed',
      'makes a first logger': 'passed',
      'makes a second logger': 'passed',
      'registers for the exit, and unregisters': 'passed',
      'registers for the exit, and does not unregister': 'passed',
    })
    expect(run.verdicts['first-use.case.ts']).toEqual({
      'is the first to load a package': 'passed',
    })
  })

  test('what is attached for each call is a leak', () => {
    expect(run.verdicts['per-call.case.ts']).toEqual({
      'attaches one of its own': 'passed',
      'attaches one more': ["on('exit', () => {})"],
      'attaches two in one test': ["on('beforeExit', () => {})"],
      'attaches one, and has it fail': ["on('exit', idle)"],
      'has a package attach its own': ['onTerminate(idle)'],
      'starts a service, which attaches one': 'passed',
      'starts another, which attaches one more': ['startService()'],
      'listens to standard input, and does not stop': ['on(event, idle)'],
    })
    const ofInput = 'listens to standard input, and does not stop'
    expect(run.findMessages('per-call.case.ts', ofInput)[0]).toContain(
      '[LEAK] `data` listener `idle` of process.stdin, and 3 more like it, are still attached',
    )
    expect(run.output).toContain(
      'warning: [LEAK] `exit` listener of process is still attached after the test "attaches one of its own"; attached at attach (per-call.case.ts:7:11). A single one does no harm, so it fails no test; with configureGuard({ strict: true }) it does.',
    )
    expect(run.findMessages('per-call.case.ts', 'has a package attach its own')).toEqual([
      `LeakError: [LEAK] \`SIGTERM\` listener \`idle\` of process is still attached after the test "has a package attach its own"
  attached at per-call.case.ts:28:3
  inside the package fake-service, at onTerminate (node_modules/fake-service/index.js:8:11)
  It has been removed, so the next test starts clean.
  Hint: in the test, afterEach or onTestFinished, close the fake-service object you created (finally: process.off('SIGTERM', idle)). To leave it open, ignore it: { package: 'fake-service', reason: '…' }.`,
    ])
  })
})
