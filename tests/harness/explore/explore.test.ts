import { describe, expect, test, vi } from 'vitest'
import { explore } from '../../../harness/explore/explore.ts'
import { EXPLORE_RULES } from '../../../harness/explore/explore-rules.ts'
import type { ExploreReport } from '../../../harness/explore/explore-report.ts'
import { formatExploration } from '../../../harness/report/format-exploration.ts'
import { AsyncTaskManager } from '../../../reference/async-task-manager.ts'
import { SchedulerTask } from '../../../reference/scheduler-task.ts'
import { defineSubject, type Subject } from '../../../harness/model/subject.ts'
import { subject as dropInLastAwait } from '../../broken/explore/drop-in-last-await.ts'
import { subject as lostWakeup } from '../../broken/explore/lost-wakeup.ts'
import { subject as messageChannel } from '../../correct/message-channel-hop.ts'
import { subject as configReader } from '../../correct/config-reader.ts'

const scheduler: Subject<SchedulerTask> = defineSubject({
  name: 'SchedulerTask',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) =>
    SchedulerTask.spawn({ schedule: work, quantumMicros: 1_000_000, logger }),
  shutdownWithin: (m, timeoutMs) => m.shutdownWithin(timeoutMs),
  shutdownWith: (m, cleanup) => m.shutdownWith(cleanup),
})

/** Enough on any machine: what is expected is that everything has run. */
const PLENTY_MS = 170_000

/** Of sequences, the time decides how many run. */
const SINGLES = { rules: ['EXPLORE-01'] } as const

const PAIRS = EXPLORE_RULES.filter((rule) => rule !== 'EXPLORE-07')

function withoutTimes({ durationMs: _durationMs, ...report }: ExploreReport): unknown {
  return report
}

describe('explore()', () => {
  test('covers every single and every pair of a scheduler of the reference, and finds nothing', async () => {
    const report = await explore(scheduler, { rules: PAIRS, budgetMs: PLENTY_MS })
    expect(report.verdict).toBe('holds')
    expect(report.spaces.map(({ rule, status }) => `${rule} ${status}`)).toEqual([
      'EXPLORE-01 holds',
      'EXPLORE-02 holds',
      'EXPLORE-03 holds',
      'EXPLORE-04 skipped',
      'EXPLORE-05 holds',
      'EXPLORE-06 skipped',
      'EXPLORE-08 skipped',
    ])
    const { covered, total, boundaries } = report.coverage
    expect(covered).toBe(total)
    expect({ boundaries, isLarge: total > 4000 }).toEqual({ boundaries: 43, isLarge: true })
  })

  test('covers the space of two clones of the reference, and finds nothing', async () => {
    const subject = defineSubject({
      name: 'AsyncTaskManager',
      ownership: 'shared',
      intervalMs: 1000,
      create: ({ work, logger }) =>
        AsyncTaskManager.spawn({ onSweep: work, sweepIntervalMs: 1000, logger }),
    })
    const report = await explore(subject, { rules: ['EXPLORE-04'], budgetMs: PLENTY_MS })
    expect(report.reason).toBeUndefined()
    expect(report.verdict).toBe('holds')
    expect(report.coverage.covered).toBe(report.coverage.total)
  })

  test('finds the shortest plan, the same one every time', async () => {
    const [first, second] = [await explore(lostWakeup, SINGLES), await explore(lostWakeup, SINGLES)]
    expect(withoutTimes(second)).toEqual(withoutTimes(first))
    expect(first.verdict).toBe('broken')
    const failure = first.spaces[0]?.failure
    expect(failure?.plan).toEqual([{ operation: 'shutdown', at: 7 }])
    expect(failure?.replay).toMatch(/^x1-01-n\d+-b59-s@7-[0-9a-f]{4}$/)
    expect(failure?.replay.length).toBeLessThan(100)
    expect(failure?.brokenRule).toBe('STOP-01')
  })

  test('tells a failure by its steps, its token and a test', async () => {
    const report = await explore(dropInLastAwait, { rules: ['EXPLORE-03'] })
    const text = formatExploration({ ...report, durationMs: 100 })
    expect(text.replaceAll(/-n\d+-b(\d+)-(.*)-[0-9a-f]{4}\b/g, '-nNN-b$1-$2-SUM')).toMatchSnapshot()
  })

  test('replays the schedule of a token, and nothing else', async () => {
    const found = await explore(dropInLastAwait, { rules: ['EXPLORE-03'] })
    const failure = found.spaces[0]?.failure
    const replay = failure?.replay ?? ''
    const report = await explore(dropInLastAwait, { replay })
    expect(report.coverage.covered).toBe(1)
    expect(report.spaces[0]?.failure).toEqual(failure)
  })

  test('divides a space into slices that cover it, each moment once', async () => {
    const options = { rules: ['EXPLORE-03'] as const, budgetMs: PLENTY_MS }
    const whole = await explore(scheduler, options)
    const slices = [0, 1, 2].map((index) => ({ index, count: 3 }))
    let covered = 0
    for (const slice of slices)
      covered += (await explore(scheduler, { ...options, slice })).coverage.covered
    expect(covered).toBe(whole.coverage.total)
  })

  test('stops when the budget is used up, and says how far it came', async () => {
    const { verdict, coverage } = await explore(scheduler, { budgetMs: 1 })
    expect(verdict).toBe('holds')
    expect(coverage.covered).toBeLessThan(coverage.total)
  })

  test('explores only the operations that are asked for', async () => {
    const report = await explore(dropInLastAwait, { operations: [['shutdown', 'drop']] })
    expect(report.spaces.map(({ rule, status }) => `${rule} ${status}`)).toEqual([
      'EXPLORE-03 broken',
    ])
    const other = await explore(dropInLastAwait, { operations: [['drop'], ['drop', 'shutdown']] })
    expect(other.verdict).toBe('holds')
  })

  test('reports each of the operations under the rule whose they are', async () => {
    const report = await explore(scheduler, {
      operations: [
        ['shutdown'],
        ['hang'],
        ['drop'],
        ['reject', 'drop'],
        ['drop', 'shutdown'],
        ['hang', 'shutdownSoon'],
      ],
      budgetMs: PLENTY_MS,
    })
    expect(report.spaces.map(({ rule, status }) => `${rule} ${status}`)).toEqual([
      'EXPLORE-01 holds',
      'EXPLORE-02 holds',
      'EXPLORE-03 holds',
      'EXPLORE-05 holds',
    ])
  })

  test('reports what an operation breaks by itself once, and by whoever looks at it first', async () => {
    const listBroken = ({ spaces }: ExploreReport): string[] =>
      spaces.flatMap(({ rule, status }) => (status === 'broken' ? [rule] : []))
    expect(listBroken(await explore(lostWakeup))).toEqual(['EXPLORE-01'])
    expect(listBroken(await explore(lostWakeup, { rules: ['EXPLORE-03'] }))).toEqual(['EXPLORE-03'])
  })

  test('tells how far it has come', async () => {
    const told: string[] = []
    await explore(scheduler, {
      rules: ['EXPLORE-03'],
      onProgress: ({ rule, covered, total }) => told.push(`${rule} ${covered <= total}`),
    })
    expect(told.length).toBeGreaterThan(1)
    expect(new Set(told)).toEqual(new Set(['EXPLORE-03 true']))
  })

  test('goes by turns of the event loop for a subject that posts messages, and says so', async () => {
    const report = await explore(messageChannel, { rules: ['EXPLORE-03'], budgetMs: PLENTY_MS })
    expect(report.notes).toEqual([
      'The subject posts messages, so schedules ran in turns of the event loop, which is slower.',
    ])
    expect(report.verdict).toBe('holds')
  })

  test('refuses a subject that uses real input or output, by name', async () => {
    const report = await explore(configReader)
    expect(report.verdict).toBe('refused')
    expect(report.reason).toMatch(
      /^ConfigReader uses a request to the file system at ConfigReader\.#load \(tests\/correct\/config-reader\.ts:\d+:\d+\), which no schedule controls: replace it with a fake in the subject to explore every moment$/,
    )
    expect(report.spaces).toEqual([])
  })

  test('refuses a subject that does not tick', async () => {
    const report = await explore({ ...scheduler, create: () => ({ shutdown: async () => {} }) })
    expect(report.verdict).toBe('refused')
    expect(report.reason).toContain('completed fewer than two runs')
  })

  test('stops at a subject that differs from run to run, and names the first step that does', async () => {
    let managers = 0
    const subject = defineSubject({
      ...scheduler,
      name: 'Jitter',
      create: ({ work, logger }) => {
        managers += 1
        return SchedulerTask.spawn({
          schedule: work,
          logger,
          quantumMicros: 1_000_000 + managers * 1000,
        })
      },
    })
    const report = await explore(subject)
    expect(report.verdict).toBe('not-deterministic')
    expect(report.reason).toMatch(
      /^Jitter is not deterministic: run twice, step 2 was a timer at 10\d\d ms \(Interval\.#arm \(reference\/interval\.ts:\d+:\d+\)\), and then a timer at 10\d\d ms \(Interval\.#arm \(reference\/interval\.ts:\d+:\d+\)\)\. Time and random numbers were the same both times: look for something that this step reads/,
    )
  })

  test('leaves the process as it was, whatever the verdict', async () => {
    const read = (): unknown[] => [
      setTimeout,
      setImmediate,
      Date,
      queueMicrotask,
      process.nextTick,
      process.exit,
      console.warn,
      process.emitWarning,
      ...process.eventNames().flatMap((event) => process.listeners(event as 'exit')),
    ]
    const before = read()
    for (const subject of [scheduler, lostWakeup, configReader]) {
      await explore(subject, { rules: ['EXPLORE-01'], budgetMs: 50 })
      expect(read()).toEqual(before)
    }
  })

  test('refuses to start under the fake timers of Vitest', async () => {
    vi.useFakeTimers()
    try {
      await expect(explore(scheduler)).rejects.toThrow(
        'Cannot install the virtual clock: Date is faked by @sinonjs/fake-timers (Vitest, Jest and Sinon use it). Call vi.useRealTimers(), jest.useRealTimers() or clock.restore() first.',
      )
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('explore() refuses', () => {
  test.for([
    [{ budgetMs: 0 }, 'Expected `budgetMs` to be a finite number > 0, got 0 (number)'],
    [{ budgetMs: -1 }, 'Expected `budgetMs` to be a finite number > 0, got -1 (number)'],
    [
      { rules: ['STOP-01'] },
      'Expected `rules` to hold some of EXPLORE-01, EXPLORE-02, EXPLORE-03, EXPLORE-04, EXPLORE-05, EXPLORE-06, EXPLORE-07, EXPLORE-08, got "STOP-01"',
    ],
    [
      { slice: { index: 2, count: 2 } },
      'Expected `slice` to have a whole `count` > 0 and an `index` from 0 to `count` - 1, got {"index":2,"count":2}',
    ],
    [
      { operations: [[]] },
      "Expected each of `operations` to be one operation, or up to 8, such as ['shutdown', 'drop'], got []",
    ],
    [
      { operations: [['stop']] },
      'Unknown operation "stop" in `operations`: known are shutdown, shutdownWithin, shutdownSoon, shutdownWith, drop, clone, restart, reject, throw, hang, start and lack, and refuse, silence, reset, crash and heal of a host; all but shutdownWith, reject, throw, hang, start and lack also of one handle or host, as in \'drop b\'',
    ],
    [
      { operations: [['clone']] },
      'Cannot explore clone on SchedulerTask: the subject is `owned`: it has no clones',
    ],
    [
      { replay: 'nonsense' },
      'Expected a replay token such as `x1-03-n20-b43-s@7+d@9-1f3a`, got `nonsense`: copy the whole token from the failure',
    ],
  ] as const)('%j', async ([options, message]) => {
    await expect(explore(scheduler, options as never)).rejects.toThrow(message)
  })
})
