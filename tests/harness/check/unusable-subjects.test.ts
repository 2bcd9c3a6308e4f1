import '../../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import type { Subject } from '../../../harness/model/subject.ts'
import { formatReport } from '../../../harness/report/format-report.ts'

/** A manager that does nothing; what is wrong is in the subject. */
class Idle {
  async shutdown(): Promise<void> {}
}

/** Runs the work once, and never again. */
class RunsOnce {
  readonly #timer: NodeJS.Timeout
  #isBusy = false

  constructor(work: () => unknown) {
    this.#timer = setInterval(() => {
      if (this.#isBusy) return
      this.#isBusy = true
      work()
    }, 1000)
  }

  async shutdown(): Promise<void> {
    clearInterval(this.#timer)
  }
}

/** What the command prints of KIT-00, from what was seen to the hint, without line numbers. */
async function tell(fields: Partial<Subject>): Promise<string> {
  const subject: Subject = {
    name: 'Mailer',
    ownership: 'owned',
    intervalMs: 1000,
    create: () => new Idle(),
    ...fields,
  }
  const report = await checkConformance(subject, { only: ['KIT-00'] })
  expect(report.verdict).toBe('unusable')
  return formatReport(report)
    .replace(/^[^]*each time\n/, '\n')
    .replace(/\n {2}Run: [^]*$/, '\n')
    .replaceAll(/[^\s(]*\/(unusable-subjects\.test\.ts):\d+:\d+/g, '$1')
}

describe('KIT-00 says what it saw', () => {
  test('of a submit that never calls the work', async () => {
    expect(await tell({ submit: () => {} })).toMatchInlineSnapshot(`
      "
        Mailer completed fewer than two runs in 5000 ms of virtual time, five times its interval. It was handed 5 items, but the work was never called: make the manager call \`work(signal, item)\` for each

           0 ms  create
        1000 ms  submit(item 1) called
        2000 ms  submit(item 2) called
        3000 ms  submit(item 3) called
        4000 ms  submit(item 4) called
        5000 ms  submit(item 5) called

        Hint: make \`submit\` pass the item to the manager, and the manager call \`work(signal, item)\` for it; no other rule was run.
      "
    `)
  })

  test('of a submit that calls the work without the item', async () => {
    expect(
      await tell({
        create: ({ work }) => Object.assign(new Idle(), { add: () => void work() }),
        submit: (mailer) => (mailer as { add(): void }).add(),
      }),
    ).toMatchInlineSnapshot(`
      "
        Mailer got 2 items, and called the work 2 times without passing any of them

           0 ms  create
        1000 ms  submit(item 1) called
        1000 ms  run #1 started
        1000 ms  run #1 done
        2000 ms  submit(item 2) called
        2000 ms  run #2 started
        2000 ms  run #2 done

        at Idle.add (unusable-subjects.test.ts)
        Hint: pass on the item that \`submit\` received: \`work(signal, item)\`, or an array of items for a batch; no other rule was run.
      "
    `)
  })

  test('of a submit that refuses every item', async () => {
    expect(await tell({ submit: () => false })).toMatchInlineSnapshot(`
      "
        Mailer completed fewer than two runs in 5000 ms of virtual time, five times its interval. It refused each of the 5 items it received, although nothing had stopped it

           0 ms  create
        1000 ms  submit(item 1) called
        2000 ms  submit(item 2) called
        3000 ms  submit(item 3) called
        4000 ms  submit(item 4) called
        5000 ms  submit(item 5) called

        Hint: make \`submit\` pass the item to the manager, and the manager call \`work(signal, item)\` for it; no other rule was run.
      "
    `)
  })

  test('of a submit that rejects', async () => {
    const submit = (): Promise<never> => Promise.reject(new Error('not connected'))
    expect(await tell({ submit })).toMatchInlineSnapshot(`
      "
        Mailer completed fewer than two runs in 5000 ms of virtual time, five times its interval. It refused each of the 5 items it received, although nothing had stopped it: Error: not connected

           0 ms  create
        1000 ms  submit(item 1) called
        1000 ms  submit(item 1) rejected
        2000 ms  submit(item 2) called
        2000 ms  submit(item 2) rejected
        3000 ms  submit(item 3) called
        3000 ms  submit(item 3) rejected
        4000 ms  submit(item 4) called
        4000 ms  submit(item 4) rejected
        5000 ms  submit(item 5) called
        5000 ms  submit(item 5) rejected

        Hint: make \`submit\` pass the item to the manager, and the manager call \`work(signal, item)\` for it; no other rule was run.
      "
    `)
  })

  test('of a trigger that throws', async () => {
    const trigger = (): never => {
      throw new Error('no such queue')
    }
    expect(await tell({ trigger })).toMatchInlineSnapshot(`
      "
        Mailer completed fewer than two runs in 5000 ms of virtual time, five times its interval. trigger() failed with Error: no such queue
        Hint: make \`trigger\` succeed on a running manager; if the manager has to be started or connected first, do that in \`start\`. No other rule was run.
      "
    `)
  })

  test('of a trigger that brings no work', async () => {
    expect(await tell({ trigger: () => {} })).toMatchInlineSnapshot(`
      "
        Mailer completed fewer than two runs in 5000 ms of virtual time, five times its interval. trigger() was called every interval, but the work was never called: make \`trigger\` deliver one piece of work
        Hint: make \`trigger\` do whatever makes work arrive in production, such as emitting the event; no other rule was run.
      "
    `)
  })

  test('of a start that never settles', async () => {
    expect(await tell({ start: () => new Promise(() => {}) })).toMatchInlineSnapshot(`
      "
        start() returned a promise that never settled. It waits for new Promise(), made at start (unusable-subjects.test.ts)

          0 ms  create
          0 ms  start() called

        at start (unusable-subjects.test.ts)
        Hint: make \`start\` fulfil for every manager that \`create\` returns; provide what it needs from outside, such as a server or a port, or replace it in the subject. No other rule was run.
      "
    `)
  })

  test('of a start that rejects', async () => {
    const start = (): Promise<never> => Promise.reject(new Error('no route to host'))
    expect(await tell({ start })).toMatchInlineSnapshot(`
      "
        start() rejected with Error: no route to host

          0 ms  create
          0 ms  start() called
          0 ms  start() rejected

        at Object.start (unusable-subjects.test.ts)
        Hint: make \`start\` fulfil for every manager that \`create\` returns; provide what it needs from outside, such as a server or a port, or replace it in the subject. No other rule was run.
      "
    `)
  })

  test('of a start that starts nothing', async () => {
    expect(await tell({ start: () => {} })).toMatchInlineSnapshot(`
      "
        Mailer completed fewer than two runs in 5000 ms of virtual time, five times its interval. No timer is pending: nothing is left that could start a run

          0 ms  create
          0 ms  start() called
          0 ms  start() returned

        Hint: make \`create\` start a new task on each call, and the task call \`work\` every \`intervalMs\` milliseconds; no other rule was run.
      "
    `)
  })

  test('of a manager that ticks without calling the work', async () => {
    expect(await tell({ create: () => new RunsOnce(() => {}) })).toMatchInlineSnapshot(`
      "
        Mailer completed fewer than two runs in 5000 ms of virtual time, five times its interval. It ticks without calling the work: 5 timers fired; the next one was made by new RunsOnce (unusable-subjects.test.ts). Call \`work()\` in each run
        Hint: make \`create\` start a new task on each call, and the task call \`work\` every \`intervalMs\` milliseconds; no other rule was run.
      "
    `)
  })

  test('of a manager that runs once and never again', async () => {
    expect(await tell({ create: ({ work }) => new RunsOnce(work) })).toMatchInlineSnapshot(`
      "
        Mailer completed fewer than two runs in 5000 ms of virtual time, five times its interval. It called the work at 1000 ms and not again, although 5 timers fired; the next one was made by new RunsOnce (unusable-subjects.test.ts). Something keeps the next run from starting: a flag that is not reset, or a promise that is not settled

           0 ms  create
        1000 ms  run #1 started
        1000 ms  run #1 done

        at unusable-subjects.test.ts
        Hint: make \`create\` start a new task on each call, and the task call \`work\` every \`intervalMs\` milliseconds; no other rule was run.
      "
    `)
  })

  test('of a manager whose interval is another', async () => {
    expect(await tell({ intervalMs: 100, create: ({ work }) => new RunsOnce(work) }))
      .toMatchInlineSnapshot(`
        "
          Mailer completed fewer than two runs in 500 ms of virtual time, five times its interval. Its next timer is due in 500 ms (new RunsOnce (unusable-subjects.test.ts)): is intervalMs, 100 ms, the interval it was created with?
          Hint: make \`create\` start a new task on each call, and the task call \`work\` every \`intervalMs\` milliseconds; no other rule was run.
        "
      `)
  })
})

describe('a subject that is none', () => {
  test.for<[Record<string, unknown>, string]>([
    [
      { capabilities: { concurency: 2 } },
      'Unknown key `concurency` in capabilities of subject Mailer; did you mean `concurrency`?',
    ],
    [
      { capabilities: { concurrency: 0 } },
      'Expected `capabilities.concurrency` of subject Mailer to be a whole number of runs >= 1, got 0 (number)',
    ],
    [
      { trigger: () => {}, submit: () => {} },
      'Expected subject Mailer to have `trigger` or `submit`, got both: keep `submit` if the manager accepts items, `trigger` if it reacts to events',
    ],
    [
      { waive: { DORP: 'never dropped' } },
      'Unknown area DORP in `waive` of subject Mailer; did you mean `DROP`? Known are KIT, STOP, DROP, CLONE, WORK, TIME, CLEAN, STATE, START, ITEM, NEED, NET, LOG, LEAK, PROC, EXPLORE',
    ],
  ])('is refused with one clear error: %o', async ([fields, message]) => {
    const subject = {
      name: 'Mailer',
      ownership: 'owned',
      intervalMs: 1000,
      create: () => new Idle(),
      ...fields,
    }
    await expect(checkConformance(subject)).rejects.toThrow(message)
  })
})
