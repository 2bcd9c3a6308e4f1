import '../../../fixtures/setup.ts'
import { EXPLORE_RULES } from '../../../harness/explore/explore-rules.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import type { RuleResult } from '../../../harness/model/report.ts'
import type {
  Subject,
  SubjectCapabilities,
  SubjectContext,
} from '../../../harness/model/subject.ts'
import { formatReport } from '../../../harness/report/format-report.ts'
import { subject as answeringQueue } from '../../correct/answering-queue.ts'
import { subject as fiveWorkers } from '../../correct/five-workers.ts'
import { subject as flushingQueue } from '../../correct/flushing-queue.ts'
import { subject as intervalBacklog } from '../../correct/interval-backlog.ts'
import { subject as limitsEachRun } from '../../correct/limits-each-run.ts'
import { subject as severalJobs } from '../../correct/several-jobs.ts'
import { subject as silentCache } from '../../correct/silent-cache.ts'
import { subject as stopOnly } from '../../correct/stop-only.ts'
import { subject as sweepingCache } from '../../correct/sweeping-cache.ts'
import { subjects as correct } from '../../correct/index.ts'

/** Everything but what explores, which takes longest and adds nothing here. */
const QUICK = { skip: Object.fromEntries(EXPLORE_RULES.map((id) => [id, 'slow'])) }

describe('a needless declaration', () => {
  test.for<[SubjectCapabilities, string, string]>([
    [
      { concurrency: 2 },
      'WORK-07',
      '`concurrency: 2` is declared, but no two runs were ever in flight at once: remove it',
    ],
    [
      { backlog: true },
      'WORK-08',
      '`backlog: true` is declared, but the ticks missed during a run of five intervals were skipped: remove it',
    ],
    [
      { backoffMs: 9000 },
      'WORK-01',
      '`backoffMs: 9000` is declared, but the pause after twenty failed runs in a row was no longer than usual: remove it',
    ],
    [
      { runLimitMs: 5000 },
      'STOP-02',
      '`runLimitMs: 5000` is declared, but a run that took longer was not given up: remove it',
    ],
    [
      { finalRun: true },
      'STOP-03',
      '`finalRun: true` is declared, but no run started after shutdown(): remove it',
    ],
    [
      { work: 'sync' },
      'STOP-02',
      "`work: 'sync'` is declared, but shutdown() waits for a run that is asynchronous: remove it",
    ],
  ])('is a finding of the rule that has seen it: %o', async ([capabilities, id, message]) => {
    const report = await checkConformance({ ...stopOnly, capabilities }, { only: [id] })
    const [declaration] = Object.keys(capabilities)
    expect(report.rules.find((rule) => rule.id === id)).toMatchObject({
      status: 'pass',
      needlessDeclaration: declaration,
      message,
    })
    expect(report.verdict).toBe('conforms')
    expect(formatReport(report)).toContain('Unneeded declarations')
  })

  test.for(correct.filter(({ subject }) => subject.capabilities !== undefined))(
    'is none of what $file declares',
    async ({ subject }) => {
      const { rules } = await checkConformance(subject, {
        only: ['WORK-01', 'WORK-07', 'WORK-08', 'STOP-02', 'STOP-03'],
      })
      expect(rules.flatMap(({ needlessDeclaration }) => needlessDeclaration ?? [])).toEqual([])
    },
  )
})

test.for([
  [
    answeringQueue,
    'items that were accepted must not be skipped: add `capabilities: { backlog: true }` to the subject',
  ],
  [intervalBacklog, 'skip the ticks that were missed, or start a new interval after each run'],
] as const)(
  'a missing backlog of $0.name is advised by what makes the work',
  async ([kind, hint]) => {
    const { capabilities: _, ...subject } = kind as Subject
    const { rules } = await checkConformance(subject, { only: ['WORK-08'] })
    expect(rules.find(({ id }) => id === 'WORK-08')).toMatchObject({ status: 'fail', hint })
  },
)

/** The broken MUSTs that are told by themselves, with how many are folded under each. */
async function findRoots(subject: Subject): Promise<(readonly [string, string, number])[]> {
  const { rules } = await checkConformance(subject, QUICK)
  const broken = rules.filter(({ status, level }) => status === 'fail' && level === 'MUST')
  const countOthers = ({ id }: RuleResult): number =>
    broken.filter(({ cause }) => cause === id).length
  return broken
    .filter(({ cause }) => cause === undefined)
    .map((rule) => [rule.id, rule.message ?? '', countOthers(rule)] as const)
}

function without(subject: Subject, key: keyof Subject): Subject {
  const { [key]: _, ...rest } = subject
  return rest as Subject
}

function withoutCapability(kind: unknown, key: keyof SubjectCapabilities): Subject {
  const subject = kind as Subject
  const { [key]: _, ...capabilities } = subject.capabilities ?? {}
  return { ...subject, capabilities }
}

describe('a missing declaration', () => {
  test('of several runs at once is proposed in one failure', async () => {
    expect(await findRoots(without(severalJobs, 'capabilities'))).toEqual([
      [
        'WORK-07',
        'NightJobs has 2 runs in flight at once, and never more. If that is by design, add `capabilities: { concurrency: 2 }` to the subject. Seen: NightJobs started run #3 while run #2 was in flight',
        1,
      ],
    ])
  })

  test('proposes as many runs as there are', async () => {
    const [root] = await findRoots(without(fiveWorkers, 'capabilities'))
    expect(root?.[1]).toContain('add `capabilities: { concurrency: 5 }` to the subject')
  })

  test('of synchronous work is proposed in one failure', async () => {
    expect(await findRoots(without(sweepingCache, 'capabilities'))).toEqual([
      [
        'STOP-02',
        "SweepingCache does not look at the promise that the work returns. If its work is synchronous, add `capabilities: { work: 'sync' }` to the subject; if not, await it. Seen: shutdown() fulfilled at 2000 ms while run #2 was in flight",
        5,
      ],
    ])
  })

  test('of the runs that shutdown() starts is proposed in one failure', async () => {
    expect(await findRoots(withoutCapability(flushingQueue, 'finalRun'))).toEqual([
      [
        'STOP-03',
        'LogShipper started run #2 at 1000 ms, 0 ms after shutdown(). If that is a last flush by design, add `capabilities: { finalRun: true }` to the subject',
        1,
      ],
    ])
    expect(await findRoots(withoutCapability(answeringQueue, 'finalRun'))).toEqual([
      [
        'STOP-03',
        "RenderQueue started run #3 at 6500 ms, 2000 ms after shutdown(). If it works through what has arrived by design, add `capabilities: { finalRun: 'until-empty' }` to the subject",
        0,
      ],
    ])
  })

  test('is proposed for a subject that is an object of a class, too', async () => {
    const { name, ownership, intervalMs, profile, create, shutdown } = severalJobs
    class Jobs {
      readonly name = name
      readonly ownership = ownership
      readonly intervalMs = intervalMs
      readonly profile = profile
      readonly shutdown = shutdown
      create(context: SubjectContext): unknown {
        return create(context)
      }
    }
    const [root] = await findRoots(new Jobs() as Subject)
    expect(root?.[1]).toMatch(/add `capabilities: \{ concurrency: 2 \}` to the subject/)
  })

  test('of the limit of a run is proposed in one failure', async () => {
    expect(await findRoots(withoutCapability(limitsEachRun, 'runLimitMs'))).toEqual([
      [
        'STOP-02',
        'GuardedWorker aborts the signal of a run that has taken 5000 ms. If it gives up such runs by design, add `capabilities: { runLimitMs: 5000 }` to the subject. Seen: shutdown() fulfilled at 7000 ms while run #2 was in flight',
        1,
      ],
    ])
  })

  test('of the profile is proposed in one failure', async () => {
    expect(await findRoots(without(stopOnly, 'profile'))).toEqual([
      [
        'DROP-01',
        "If the manager of Poller promises no drop and no log lines, add `profile: 'graceful'` to the subject. Seen: the manager of Poller has no [Symbol.dispose](), and the subject has no `drop`",
        1,
      ],
    ])
    expect(await findRoots(without(silentCache, 'profile'))).toHaveLength(1)
  })

  test('is not proposed where more and more runs overlap', async () => {
    /** No guard: that is a defect, and no capability. */
    class Overlapping {
      readonly #timer: NodeJS.Timeout
      readonly #runs = new Set<Promise<void>>()

      constructor(work: () => void | Promise<void>) {
        this.#timer = setInterval(() => {
          const run = (async () => work())().catch(() => {})
          this.#runs.add(run)
          void run.then(() => this.#runs.delete(run))
        }, 1000)
      }

      async shutdown(): Promise<void> {
        clearInterval(this.#timer)
        await Promise.all(this.#runs)
      }
    }
    const subject: Subject = {
      name: 'Overlapping',
      ownership: 'owned',
      intervalMs: 1000,
      profile: 'graceful',
      create: ({ work }) => new Overlapping(work),
    }
    const [root] = await findRoots(subject)
    expect(root?.slice(0, 2)).toEqual([
      'WORK-07',
      'Overlapping started run #3 while run #2 was in flight',
    ])
  })
})
