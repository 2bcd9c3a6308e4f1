import { hasRun, isAccepted, type LedgerItem } from '../../rig/item-ledger.ts'
import type { Call } from '../../rig/call.ts'
import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

/** When items are handed over, and how the trial goes on to the shutdown. */
const SCENARIOS: readonly {
  readonly name: string
  hand(this: void, t: Trial): Promise<void>
}[] = [
  {
    name: 'at rest, right before shutdown()',
    hand: async (t) => void t.submit(),
  },
  {
    name: 'in a burst, right before shutdown()',
    hand: async (t) => {
      for (let count = 0; count < 10; count += 1) t.submit()
    },
  },
  {
    name: 'a moment before shutdown()',
    hand: async (t) => {
      t.submit()
      await t.adv(Math.max(1, Math.floor(t.T / 10)))
    },
  },
  {
    name: 'while a run was in flight',
    hand: async (t) => {
      await t.startRun()
      t.submit()
      t.submit()
      await t.adv(Math.max(1, Math.floor(t.T / 10)))
    },
  },
  {
    name: 'while two intervals went by with a run in flight',
    hand: async (t) => {
      await t.startRun()
      t.submit()
      await t.adv(t.T)
      t.submit()
      await t.adv(t.T)
    },
  },
]

/** Waves of runs that a pool needs for its items: more than it can have in flight and just behind that. */
const WAVES = 4

export const item01: Rule = {
  id: 'ITEM-01',
  level: 'MUST',
  title:
    'when shutdown() fulfils, every item accepted before it has been run, handed back or reported',
  hint: 'keep going in shutdown() until the buffer is empty and the run in flight has ended, or reject what is left',
  needs: ['submit'],
  virtualOnly: 'the moment of a shutdown cannot be chosen',
  async check(lab) {
    for (const { name, hand } of SCENARIOS) {
      await lab.trial(async (t) => {
        await hand(t)
        await expectNoneLost(t, name, async (call) => {
          await t.drain()
          t.work.release()
          return t.settle(call, 100 * t.T)
        })
      })
    }
    await lab.trial(async (t) => {
      const { concurrency = 1 } = lab.subject.capabilities ?? {}
      const count = WAVES * concurrency
      t.work.hold()
      for (let each = 0; each < count; each += 1) t.submit()
      await expectNoneLost(t, 'in a burst of slow runs', (call) => releaseInWaves(t, call, count))
    })
  },
}

/**
 * Lets the runs in flight end, and no others, until shutdown() settles: a pool that waits only for the
 * runs that it found at the call fulfils while its queue goes on.
 */
async function releaseInWaves(t: Trial, call: Call, most: number): Promise<boolean> {
  for (let wave = 0; wave < most; wave += 1) {
    await t.drain()
    if (call.state !== 'pending') return true
    // A consumer that works at intervals begins the next run only then.
    if (t.work.active === 0) await t.adv(t.T)
    t.work.release()
    t.work.hold()
  }
  await t.drain()
  const isSettled = call.state !== 'pending'
  t.work.release()
  return isSettled || (await t.settle(call, 100 * t.T))
}

/** @param goOn lets runs end until the call has settled. @returns whether it has */
async function expectNoneLost(
  t: Trial,
  when: string,
  goOn: (call: Call) => Promise<boolean>,
): Promise<void> {
  const handed = [...t.items.items]
  const since = t.log.position
  const call = t.shutdown()
  // One that does not settle is STOP-01's.
  if (!(await goOn(call))) return
  const lost = handed.filter(
    (item) => isAccepted(item) && !hasRun(item) && !isToldOf(t, item, call, since),
  )
  const [first] = lost
  if (first === undefined) return
  t.verifyLog(since)
  const what = lost.length === 1 ? first.value.id : `${lost.length} items`
  t.fail(
    `shutdown() fulfilled, but ${what}, accepted ${when}, had neither been run nor handed back, and ${lost.length === 1 ? 'its' : 'their'} loss was not reported`,
    { event: first.call.called, mark: 'lost', call },
  )
}

/** Whether the caller can know: by the promise of `submit`, what shutdown() answered, or an error line. */
function isToldOf(t: Trial, item: LedgerItem, call: Call, since: number): boolean {
  if (t.items.find(call.outcome).includes(item)) return true
  return t.log.at('error', since).length > 0
}
