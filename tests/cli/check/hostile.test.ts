import { beforeAll, describe, expect, test } from 'vitest'
import type { Report, RuleResult } from '../../../harness/model/report.ts'
import { runCommand } from '../run-command.ts'

const MODULES = [
  'loops-at-import.ts',
  'never-loads.ts',
  'loops-when-failing.ts',
  'spins-on-promises.ts',
  'spins-on-next-tick.ts',
  'dies.ts',
  'shutdown-never-settles.ts',
  'zero-delay.ts',
  'replaces-timers.ts',
  'process-listeners.ts',
  'heartbeat.ts',
] as const

const ENDLESS_CALL = 'An endless loop blocked the event loop for 3 s: one call never returned.'

describe('hostile modules end in a verdict of their own, and disturb no other', () => {
  let code: number | null
  let reports: Report[]
  beforeAll(async () => {
    const result = await runCommand(['check', ...MODULES, '--json', '-'])
    code = result.code
    reports = JSON.parse(result.stdout) as Report[]
  }, 180_000)

  const findReport = (module: (typeof MODULES)[number]): Report => {
    const report = reports.find((candidate) => candidate.module === module)
    if (report === undefined) throw new Error(`There is no report of ${module}`)
    return report
  }
  const findRule = (module: (typeof MODULES)[number], id: string): RuleResult | undefined =>
    findReport(module).rules.find((rule) => rule.id === id)

  test('every module has one entry', () => {
    expect(reports.map(({ module }) => module)).toEqual(MODULES)
    expect(code).toBe(2)
  })

  test('an endless loop at import is named with its line', () => {
    expect(findReport('loops-at-import.ts').verdict).toBe('unusable')
    expect(findRule('loops-at-import.ts', 'KIT-00')).toMatchObject({
      message: `The module did not finish loading. ${ENDLESS_CALL}`,
      frame: expect.stringMatching(/^loops-at-import\.ts:6:\d+$/),
    })
  })

  test('a module that never finishes loading is given up', () => {
    expect(findReport('never-loads.ts').verdict).toBe('unusable')
    expect(findRule('never-loads.ts', 'KIT-00')?.message).toBe(
      'The module did not finish loading. It did not finish within 20 s of real time.',
    )
  })

  test('an endless loop breaks the rule in flight, with the line of the loop', () => {
    expect(findReport('loops-when-failing.ts').verdict).toBe('violates')
    const broken = findReport('loops-when-failing.ts').rules.filter(
      ({ message }) => message === ENDLESS_CALL,
    )
    expect(broken.map(({ id }) => id)).toEqual(expect.arrayContaining(['STOP-02', 'STOP-10']))
    expect(broken).toHaveLength(4)
    for (const rule of broken) {
      expect(rule).toMatchObject({
        status: 'fail',
        frame: expect.stringMatching(/^retry \(loops-when-failing\.ts:9:\d+\)$/),
        hint: 'give the loop an end, or let it await a timer between its rounds',
      })
    }
  })

  test('the rules between two that hang are checked, those after the fourth are not run', () => {
    expect(findRule('loops-when-failing.ts', 'STOP-03')?.status).toBe('pass')
    expect(findRule('loops-when-failing.ts', 'STOP-08')?.status).toBe('pass')
    expect(findRule('loops-when-failing.ts', 'LEAK-01')).toMatchObject({
      status: 'not-run',
      reason: '4 processes died on the rules before it: mend those first',
    })
    const ids = findReport('loops-when-failing.ts').rules.map(({ id }) => id)
    expect(ids).toEqual(findReport('heartbeat.ts').rules.map(({ id }) => id))
  })

  test('an endless chain of microtasks is told from a loop', () => {
    expect(findRule('spins-on-promises.ts', 'KIT-00')).toMatchObject({
      status: 'fail',
      message:
        'An endless chain of microtasks blocked the event loop for 3 s: no timer could fire.',
      frame: expect.stringMatching(/^waitForNothing \(spins-on-promises\.ts:[45]:\d+\)$/),
    })
  })

  test('an endless chain of nextTick callbacks is told from both', () => {
    expect(findRule('spins-on-next-tick.ts', 'KIT-00')).toMatchObject({
      status: 'fail',
      message:
        'An endless chain of `process.nextTick` callbacks blocked the event loop for 3 s: no timer could fire.',
      frame: expect.stringMatching(/^again \(spins-on-next-tick\.ts:[45]:\d+\)$/),
    })
  })

  test('a process that dies breaks the rule in flight', () => {
    expect(findReport('dies.ts').verdict).toBe('violates')
    expect(findRule('dies.ts', 'DROP-03')).toMatchObject({
      status: 'fail',
      message: 'The process was ended by SIGKILL in the middle of the check.',
    })
  })

  test('a shutdown that never settles is a broken rule', () => {
    expect(findRule('shutdown-never-settles.ts', 'STOP-01')).toMatchObject({
      status: 'fail',
      message: `shutdown() was still pending 1000 ms after the call. It waits for new Promise(), made at shutdown (shutdown-never-settles.ts:10:21)`,
    })
  })

  test('a zero-delay loop is checked to the end', () => {
    expect(findReport('zero-delay.ts').verdict).toBe('violates')
    expect(findReport('zero-delay.ts').counts.notRun).toBe(0)
  })

  test('a subject that replaces global timers does not tick', () => {
    expect(findReport('replaces-timers.ts').verdict).toBe('unusable')
  })

  test('a listener on process is reported', () => {
    expect(findRule('process-listeners.ts', 'LEAK-04')).toMatchObject({
      status: 'fail',
      message: 'after the shutdown a listener on `process` was left: SIGTERM',
    })
  })

  test('the good module among them conforms', () => {
    expect(findReport('heartbeat.ts').verdict).toBe('conforms')
  })
})
