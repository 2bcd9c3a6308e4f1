import type { Call } from '../../rig/call.ts'
import { formatMs } from '../../text/format-ms.ts'
import type { Lab } from '../lab.ts'
import type { Rule } from '../rule.ts'
import type { Trial } from '../trial.ts'

/** A shutdown that takes this long says goodbye to somebody; a short interval is not to be blamed for it. */
const FAREWELL_MS = 10

/** Two moments of the sleep. A farewell takes as long at both, a wait for the next tick does not. */
const EARLY = 1 / 4
const LATE = 3 / 4

/** The share of the interval by which two farewells may differ. */
const TOLERANCE = 1 / 10

export const stop08: Rule = {
  id: 'STOP-08',
  level: 'SHOULD',
  title:
    'shutdown() waits neither for the rest of the interval nor for another one after the run in flight',
  hint: 'wake the sleep with an AbortSignal, or clear its timer, instead of checking a flag when it ends, and check the flag again right before the next sleep',
  needs: [],
  virtualOnly: 'how soon it stops would depend on the machine',
  async check(lab) {
    const early = await measureIdle(lab, EARLY)
    const late = await measureIdle(lab, LATE)
    const { intervalMs } = lab.subject
    if (Math.abs(early.tookMs - late.tookMs) > TOLERANCE * intervalMs) {
      await blame(lab, callWhileIdle, tellTimes(early, late))
    }
    const afterRunMs = await measureBusy(lab)
    if (afterRunMs >= intervalMs / 2 && afterRunMs > FAREWELL_MS) {
      await blame(lab, callWhileBusy, tellTime(afterRunMs))
    }
  },
}

interface Measured {
  readonly elapsedMs: number
  readonly tookMs: number
}

async function measureIdle(lab: Lab, share: number): Promise<Measured> {
  let measured: Measured = { elapsedMs: 0, tookMs: 0 }
  await lab.trial(async (t) => {
    const call = await callWhileIdle(t, share)
    await t.expectFulfilled(call)
    measured = {
      elapsedMs: Math.floor(share * t.T),
      tookMs: findSettledMs(t, call) - call.calledAtMs,
    }
  })
  return measured
}

/** How long after the end of the run in flight the manager had stopped. */
async function measureBusy(lab: Lab): Promise<number> {
  let tookMs = 0
  await lab.trial(async (t) => {
    const call = await callWhileBusy(t)
    const endedAtMs = t.clock.nowMs
    // One that never settles is another rule's.
    if (!(await t.settle(call)) || call.state === 'rejected') return
    tookMs = findSettledMs(t, call) - endedAtMs
  })
  return tookMs
}

async function callWhileIdle(t: Trial, share: number = EARLY): Promise<Call> {
  await t.adv(Math.floor(share * t.T))
  return t.shutdown()
}

async function callWhileBusy(t: Trial): Promise<Call> {
  await t.startRun()
  await t.adv(Math.floor(t.T / 4))
  const call = t.shutdown()
  await t.drain()
  t.work.release()
  return call
}

function findSettledMs(t: Trial, call: Call): number {
  return call.settled?.atMs ?? t.clock.nowMs
}

/** Fails the rule with a fresh manager at the moment at which it could have stopped, and waits on. */
async function blame(lab: Lab, stop: (t: Trial) => Promise<Call>, observed: string): Promise<void> {
  await lab.trial(async (t) => {
    const call = await stop(t)
    await t.drain()
    t.fail(observed, { event: call.called, pending: call, mark: 'waits for the interval' })
  })
}

function tellTimes(...times: readonly Measured[]): string {
  const [early, late] = times.map(
    ({ elapsedMs, tookMs }) =>
      `${formatMs(tookMs)} when it was called ${formatMs(elapsedMs)} after a run`,
  )
  return `shutdown() took ${early}, and ${late}: it waits for the rest of the interval`
}

function tellTime(afterRunMs: number): string {
  return `shutdown() was called while a run was in flight, and fulfilled only ${formatMs(afterRunMs)} after that run had ended`
}
