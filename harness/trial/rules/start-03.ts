import { type FailedRequest, failFirstRequest } from '../../platform/fail-first-request.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import type { Lab } from '../lab.ts'
import { endStartUp, expectNothingLeft, expectResourcesClosed } from '../start-up.ts'
import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

export const start03: Rule = {
  id: 'START-03',
  level: 'MUST',
  title: 'a start that fails rejects, leaves nothing open, and shutdown() after it fulfils',
  hint: 'wrap the start in try/catch, close what it has opened so far, and rethrow',
  needs: ['startUp'],
  virtualOnly: 'what a start opens in real time could not be told from what the thread does',
  async check(lab) {
    const hasFailedResource = await failResources(lab)
    const hasFailedFile = await failFile(lab)
    if (hasFailedResource || hasFailedFile) return
    throw new NotApplicable(
      'the start opens no file and no context.resource() that could be made to fail',
    )
  },
}

/** Makes each resource of the start fail in turn. @returns whether there was one */
async function failResources(lab: Lab): Promise<boolean> {
  for (let index = 0; index < 8; index += 1) {
    let hasFailed = false
    await lab.trial(
      async (t) => {
        // What is opened after an await of the start fails later.
        await endStartUp(t)
        hasFailed = t.resources.failsAt === undefined
        if (hasFailed) await expectCleanFailure(t, 'a resource of the start could not be opened')
      },
      {
        runs: 0,
        duringStart: true,
        mayFail: true,
        files: true,
        prepare: (t) => {
          t.resources.failsAt = index
        },
      },
    )
    if (!hasFailed) return index > 0
  }
  return true
}

/** Makes the first request to the file system fail. @returns whether there was one */
async function failFile(lab: Lab): Promise<boolean> {
  let request: FailedRequest | undefined
  try {
    await lab.trial(
      async (t) => {
        await endStartUp(t)
        if (request?.name !== undefined)
          await expectCleanFailure(t, `${request.name} failed during the start`)
      },
      {
        runs: 0,
        duringStart: true,
        mayFail: true,
        files: true,
        prepare: () => {
          request = failFirstRequest()
        },
      },
    )
  } finally {
    request?.restore()
  }
  return request?.name !== undefined
}

async function expectCleanFailure(t: Trial, why: string): Promise<void> {
  await endStartUp(t)
  const call = t.started ?? t.created
  if (call === undefined) return
  // A start that does without what failed is up, and is shut down as ever.
  const isUp = call.state === 'fulfilled'
  if (isUp) await expectRuns(t, `${why}, and ${call.label}`)
  if (t.manager !== undefined) await t.expectFulfilled(t.shutdown(), 2 * t.T)
  else if (isUp) return
  await t.adv(10 * t.T)
  const when = `${why}, ${isUp ? 'and after shutdown()' : 'and after it'}`
  await expectNothingLeft(t, when)
  expectResourcesClosed(t, when)
  if (call.state === 'pending')
    t.fail(`${why}, and ${call.label} was still pending`, { event: call.called, pending: call })
}

/** A failure that the start keeps to itself leaves a manager that looks started and does nothing. */
async function expectRuns(t: Trial, what: string): Promise<void> {
  const { submit, trigger } = t.driver.subject
  if (t.manager === undefined || submit !== undefined || trigger !== undefined) return
  if (await t.advUntil(() => t.work.starts > 0, 5 * t.T)) return
  t.fail(`${what} still fulfilled, but no run started within five intervals`, {
    event: t.note('no run has started'),
    mark: 'the start should have rejected',
  })
}
