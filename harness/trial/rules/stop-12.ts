import { NotApplicable } from '../../model/rule-failure.ts'
import type { Rule } from '../rule.ts'

export const stop12: Rule = {
  id: 'STOP-12',
  level: 'SHOULD',
  title: 'all shutdown() calls settle in the same turn of the event loop',
  hint: 'return the same promise to every caller instead of making each one wait separately',
  needs: [],
  async check(lab) {
    await lab.trial(async (t) => {
      await t.startRun()
      const calls = [t.shutdown(), t.shutdown()]
      await t.drain()
      calls.push(t.shutdown())
      await t.adv(Math.max(1, Math.floor(t.T / 3)))
      calls.push(t.shutdown())
      if (calls[0]?.state !== 'pending') {
        throw new NotApplicable('shutdown() does not wait for the run in flight (see STOP-02)')
      }
      t.work.release()
      for (const call of calls) await t.settle(call)
      const [first] = calls
      // One that rejected is STOP-11's.
      const late = calls.find(
        ({ state, settledInTurn }) =>
          state !== 'rejected' && settledInTurn !== first?.settledInTurn,
      )
      if (late !== undefined) {
        t.fail(`${late.label} settled in another turn of the event loop than ${first?.label}`, {
          event: late.settled ?? late.called,
          mark: 'in another turn',
          call: late,
        })
      }
    })
  },
}
