import { listHosts } from '../rig/subject-network.ts'
import { findAbsent } from './find-absent.ts'
import type { Lab, Observations } from './lab.ts'
import { findBlindness } from '../rig/find-blindness.ts'
import { waitForTransports } from '../rig/wait-for-transports.ts'
import { maskNumbers } from '../text/mask-numbers.ts'
import type { Capability } from '../model/rule-info.ts'
import { isAccepted, type LedgerItem } from '../rig/item-ledger.ts'
import type { Trial } from './trial.ts'
import { waitForReality } from '../rig/event-loop.ts'
import { formatMs } from '../text/format-ms.ts'
import { describe } from '../text/describe.ts'

/** More runs per interval than this, and the interval is not what the subject says. */
const MAX_RUNS_PER_INTERVAL = 10

/**
 * Watches a subject tick under the virtual clock and stop once, and notes what it can do.
 *
 * @throws {RuleFailure} when it does not tick, or `create` does not give a fresh manager each time
 */
export async function observeSubject(lab: Lab): Promise<Observations> {
  let first: unknown
  let runsAtOnce = false
  let polls = false
  let successLine: string | undefined
  let blindness: string | undefined
  let isLocal = false
  const absent = new Map<Capability, string>()
  await waitForTransports()
  await lab.trial(
    async (t) => {
      first = t.manager
      expectMethods(t)
      runsAtOnce = t.work.starts > 0
      await expectTicks(t)
      findAbsent(t, absent)
      const since = t.log.position
      const call = t.shutdown()
      await t.drain()
      if (t.census.hasTouchedReality)
        await t.waitForReality(() => call.state !== 'pending', t.patience(1000))
      await t.letNetworkPass(() => call.state !== 'pending')
      // In real time whatever it waits for has passed by now.
      polls = call.state === 'pending' && !t.isReal
      await t.settle(call)
      if (t.log.lines.length === 0) blindness = findBlindness()
      isLocal = talks(t)
      successLine = t.log
        .at('info', since)
        .map(({ text }) => maskNumbers(text))
        .at(-1)
    },
    { runs: 0 },
  )
  await lab.trial(
    async (t) => {
      if (t.manager === first)
        t.fail('create() returned the same manager as before; it must return a new one each time')
      const hasRun = await t.advUntil(() => t.work.completed > 0, 3 * t.T)
      if (!hasRun)
        t.fail(
          'the second manager that create() returned never ran; something is left over from the first, such as a module variable',
        )
      if (blindness !== undefined && (await isHeard(t, absent))) blindness = undefined
    },
    { runs: 0 },
  )
  return {
    absent,
    runsAtOnce,
    polls,
    successLine,
    blindness,
    isLocal,
    hosts: listHosts(lab.subject),
  }
}

/** Whether a subject has used the network in memory, and nobody in another thread or process may. */
function talks({ network, threads, census }: Trial): boolean {
  if (network === undefined) return false
  const isAlone = threads.threads.length === 0 && !census.findNames().has('child process')
  return isAlone && (network.log().length > 0 || network.connections().length > 0)
}

/** Whether a manager that logged nothing so far logs a failure of a run, or that it is dropped. */
async function isHeard(t: Trial, absent: ReadonlyMap<Capability, string>): Promise<boolean> {
  const end = t.work.completed + 1
  t.work.behave(() => Promise.reject(new Error('a run failed')))
  await t.advUntil(() => t.work.completed >= end, 3 * t.T)
  t.work.release()
  await t.drain()
  if (!absent.has('drop')) t.drop()
  await t.drain()
  return t.log.lines.length > 0
}

function expectMethods(t: Trial): void {
  const { driver, manager, name } = t
  // What `[Symbol.dispose]` in a class body comes to where there is no such symbol.
  if (!driver.hasDrop(manager) && driver.hasMethod(manager, 'undefined')) {
    t.fail(
      `the manager of ${name} has a method named undefined: its class was defined before there was a Symbol.dispose, which Node 20 and 22 lack in the pools vmThreads and vmForks; add 'vitest-shutdown/setup' to \`setupFiles\`, or import vitest-shutdown before the manager`,
    )
  }
  if (!driver.hasShutdown(manager)) {
    t.fail(`the manager of ${name} has no shutdown() method`, {
      hint: 'if it has another name, say so in the subject: `shutdown: (m) => m.stop()`; no other rule was run',
    })
  }
  if (driver.subject.ownership === 'shared' && !driver.hasClone(manager)) {
    t.fail(`${name} is \`shared\`, and its manager has no clone() method`, {
      hint: 'give the subject `clone: (m) => …`, or make it `owned`; no other rule was run',
    })
  }
}

async function expectTicks(t: Trial): Promise<void> {
  const { work, T } = t
  await t.advUntil(() => work.completed >= 2 || work.isHot, TICKING_INTERVALS * T)
  if (work.isHot) return
  if (work.completed < 2)
    t.fail(await findTickingProblem(t), { site: work.last?.site, hint: findTickingHint(t) })
  if (
    t.driver.subject.submit !== undefined &&
    t.items.items.every(({ runs }) => runs.length === 0)
  ) {
    t.fail(
      `${t.name} got ${t.items.items.length} items, and called the work ${work.starts} times without passing any of them`,
      {
        site: work.last?.site,
        hint: 'pass on the item that `submit` received: `work(signal, item)`, or an array of items for a batch; no other rule was run',
      },
    )
  }
  const before = work.starts
  // How often it runs in real time is a matter of the machine.
  if (t.isReal) return
  await t.adv(2 * T)
  const perInterval = Math.round((work.starts - before) / 2)
  if (perInterval > MAX_RUNS_PER_INTERVAL) {
    t.fail(
      `${t.name} ran ${perInterval > 100 ? 'over 100' : perInterval} times per interval; intervalMs says one run every ${T} ms`,
      { site: work.last?.site },
    )
  }
}

/** Real time in which a subject that does not follow the virtual clock may show itself. */
const REAL_MS = 400

/** Intervals within which two runs must have ended. */
const TICKING_INTERVALS = 5

/** The next action where the work is brought; `undefined` where the manager is to tick by itself. */
function findTickingHint(t: Trial): string | undefined {
  const { trigger, submit } = t.driver.subject
  if (t.deliveries.error !== undefined) {
    const name = submit === undefined ? 'trigger' : 'submit'
    return `make \`${name}\` succeed on a running manager; if the manager has to be started or connected first, do that in \`start\`. No other rule was run`
  }
  if (submit !== undefined)
    return 'make `submit` pass the item to the manager, and the manager call `work(signal, item)` for it; no other rule was run'
  if (trigger !== undefined)
    return 'make `trigger` do whatever makes work arrive in production, such as emitting the event; no other rule was run'
  return undefined
}

/** Says in one message why a subject did not tick under the virtual clock, naming the likely cause. */
async function findTickingProblem(t: Trial): Promise<string> {
  const { work, clock, T } = t
  const virtually = work.completed
  const fact = t.isReal
    ? `${t.name} completed fewer than two runs within some seconds of real time, with an interval of ${formatMs(T)}`
    : `${t.name} completed fewer than two runs in ${formatMs(TICKING_INTERVALS * T)} of virtual time, five times its interval`
  const [uncaught] = [...t.guard.uncaught, ...t.guard.unhandled]
  if (uncaught !== undefined) return `${fact}. There was an uncaught error: ${describe(uncaught)}`
  const arrival = findArrivalProblem(t)
  if (arrival !== undefined) return `${fact}. ${arrival}`
  if (work.active > 0) return `${fact}. Run #${work.last?.n} has not been awaited`
  if (t.isReal) return `${fact}. It has ${describeOpen(t)}`

  await waitForReality(
    clock,
    () => work.completed > virtually,
    Math.min(REAL_MS, Math.max(50, 2 * T)),
  )
  const names = t.census.findNames()
  const escape = clock.escapes().find(({ owner }) => owner === 'user')
  if (names.has('worker thread'))
    return `${fact}. It runs in a worker thread, which no virtual clock reaches; set \`clock: 'real'\` in the subject to check it in real time`
  if (escape !== undefined) {
    const at = escape.createdAt === undefined ? '' : ` at ${escape.createdAt}`
    return `${fact}. It uses a timer captured before the clock was installed${at}; load the module after \`vitest-shutdown/setup\`, or look the timer up at call time`
  }
  if (work.completed > virtually || t.census.hasTouchedReality) {
    const what = names.size === 0 ? 'native I/O' : `native I/O (${[...names].join(', ')})`
    return `${fact}. It is driven by ${what}, which no virtual clock moves`
  }
  const due = clock.nextDueInMs
  if (due === undefined)
    return `${fact}. No timer is pending: nothing is left that could start a run`
  const [timer] = clock.pending()
  if (t.fires > work.starts && due <= t.T) {
    const by = timer?.createdAt === undefined ? '' : `; the next one was made by ${timer.createdAt}`
    const fired = `${t.fires} timers fired${by}`
    if (work.last === undefined)
      return `${fact}. It ticks without calling the work: ${fired}. Call \`work()\` in each run`
    return `${fact}. It called the work at ${formatMs(work.last.startMs)} and not again, although ${fired}. Something keeps the next run from starting: a flag that is not reset, or a promise that is not settled`
  }
  const at = timer?.createdAt === undefined ? '' : ` (${timer.createdAt})`
  return `${fact}. Its next timer is due in ${formatMs(due)}${at}: is intervalMs, ${T} ms, the interval it was created with?`
}

/** Why the work that arrives is not done, where the subject brings it by `trigger` or `submit`. */
function findArrivalProblem(t: Trial): string | undefined {
  const { trigger, submit } = t.driver.subject
  const name = submit === undefined ? 'trigger' : 'submit'
  if (trigger === undefined && submit === undefined) return undefined
  if (t.deliveries.error !== undefined)
    return `${name}() failed with ${describe(t.deliveries.error)}`
  if (t.work.starts > 0) return undefined
  const { items } = t.items
  if (submit !== undefined && items.length > 0 && !items.some(isAccepted))
    return `It refused each of the ${items.length} items it received, although nothing had stopped it${tellRefusal(items)}`
  if (submit === undefined)
    return 'trigger() was called every interval, but the work was never called: make `trigger` deliver one piece of work'
  return `It was handed ${items.length} items, but the work was never called: make the manager call \`work(signal, item)\` for each`
}

function tellRefusal([item]: readonly LedgerItem[]): string {
  return item?.call.state === 'rejected' ? `: ${describe(item.call.outcome)}` : ''
}

/** What might yet start a run in real time. */
function describeOpen(t: Trial): string {
  const names = [...new Set(t.census.findOpen().map(({ name }) => name))].join(', ')
  return names === '' ? 'nothing open that could start a run' : `open: ${names}`
}
