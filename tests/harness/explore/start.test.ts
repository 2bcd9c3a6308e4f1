import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import { explore } from '../../../harness/explore/explore.ts'
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'
import { SharedHandle, SharedTask } from '../../broken/bases/shared-manager.ts'
import { StartableManager, startableSubject } from '../../broken/bases/startable-manager.ts'
import { subject as doubleStart } from '../../broken/start/double-start.ts'
import { subject as goesOn } from '../../broken/start/start-goes-on-after-stop.ts'
import { subject as abortableSleep } from '../../correct/abortable-sleep.ts'
import { subject as asyncCreate } from '../../correct/async-create.ts'
import { subject as connectsOnStart } from '../../correct/connects-on-start.ts'
import { subject as startStopPair } from '../../correct/start-stop-pair.ts'

const RULE = 'EXPLORE-08'

/** A task that several handles share, and that any of them starts. */
class StartedTask extends SharedTask {
  #starting: Promise<void> | undefined

  open(): Promise<void> {
    this.#starting ??= this.#open()
    return this.#starting
  }

  async #open(): Promise<void> {
    await Promise.resolve()
    if (this.mayBegin()) this.begin()
  }

  protected mayBegin(): boolean {
    return this.completion === undefined && !this.aborting.signal.aborted
  }

  protected override async finish(): Promise<void> {
    await this.#starting
    await super.finish()
  }
}

/** Forgets to look whether its last handle is gone. */
class ForgetfulTask extends StartedTask {
  protected override mayBegin(): boolean {
    return this.completion === undefined
  }
}

function startedSubject(
  name: string,
  Task: new (context: SubjectContext, intervalMs: number) => StartedTask,
): Subject<{ handle: SharedHandle; task: StartedTask }> {
  return {
    name,
    ownership: 'shared',
    intervalMs: 1000,
    create: (context) => {
      const task = new Task(context, 1000)
      return { handle: new SharedHandle(task), task }
    },
    start: ({ task }) => task.open(),
    clone: ({ handle, task }) => ({ handle: handle.clone(), task }),
    shutdown: ({ handle }) => handle.shutdown(),
    drop: ({ handle }) => handle[Symbol.dispose](),
  }
}

describe('EXPLORE-08', () => {
  test.for([
    ['that starts at once', startStopPair],
    ['that takes its time', startableSubject('startable', StartableManager)],
    ['that opens resources', connectsOnStart],
    ['that several handles share', startedSubject('started-task', StartedTask)],
  ] as const)('holds for a start %s', async ([, subject]) => {
    const { verdict, coverage } = await explore(subject, { rules: [RULE], budgetMs: 60_000 })
    expect(verdict).toBe('holds')
    expect(coverage.covered).toBe(coverage.total)
    expect(coverage.covered).toBeGreaterThan(20)
  })

  test('lands calls on clones that are made during the start', async () => {
    const subject = startedSubject('forgetful-task', ForgetfulTask)
    const { spaces } = await explore(subject, { rules: [RULE] })
    expect(spaces[0]?.failure?.message).toBe(
      'forgetful-task started run #1 at 1000 ms, 1000 ms after it was dropped, when drop a landed right after start() had returned. That breaks START-02: a drop during the start cuts it off: no run, timer or handle follows',
    )
    const pairs = await explore(subject, { operations: [['start', 'drop a'], ['lack']] })
    expect(pairs.spaces.map(({ rule, status }) => ({ rule, status }))).toEqual([
      { rule: RULE, status: 'broken' },
    ])
  })

  test.for([
    ['is made', abortableSleep],
    ['is made in time', asyncCreate],
  ] as const)('is skipped where the task begins when it %s', async ([, subject]) => {
    const report = await checkConformance(subject, { only: [RULE] })
    expect(report.rules.at(-1)).toMatchObject({
      id: RULE,
      status: 'skip',
      reason: 'the subject has no `start`: its task begins with `create`',
    })
  })

  test('leaves aside what the rules of START have reported', async () => {
    for (const [subject, first] of [
      [goesOn, 'START-01'],
      [doubleStart, 'START-04'],
    ] as const) {
      const { rules } = await checkConformance(subject, { only: [first, RULE] })
      expect(rules.filter(({ status }) => status === 'fail').map(({ id }) => id)).toEqual([first])
    }
  })

  test('says what cannot be explored on a manager that is not started', async () => {
    await expect(explore(abortableSleep, { operations: [['lack', 'drop']] })).rejects.toThrow(
      new TypeError(
        'Cannot explore lack on LeaseRenewer: the subject has no `start`: its task begins with `create`',
      ),
    )
  })
})
