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
        await expectNoneLost(t, name)
      })
    }
  },
}

async function expectNoneLost(t: Trial, when: string): Promise<void> {
  const handed = [...t.items.items]
  const since = t.log.position
  const call = t.shutdown()
  await t.drain()
  t.work.release()
  // One that does not settle is STOP-01's.
  if (!(await t.settle(call, 100 * t.T))) return
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
