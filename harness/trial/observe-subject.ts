import { RUN_PROBE } from '../model/absent-process.ts'
import { findTickingProblem, TICKING_INTERVALS } from './find-ticking-problem.ts'
import type { Lab, Observations } from './lab.ts'
import { maskNumbers } from '../text/mask-numbers.ts'
import type { Capability } from '../model/rule-info.ts'
import type { Trial } from './trial.ts'

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
  const absent = new Map<Capability, string>()
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
      // In real time whatever it waits for has passed by now.
      polls = call.state === 'pending' && !t.isReal
      await t.settle(call)
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
        t.fail(
          'create() returned the manager it had returned before; it must give a fresh one each time',
        )
      const hasRun = await t.advUntil(() => t.work.completed > 0, 3 * t.T)
      if (!hasRun)
        t.fail(
          'the second manager that create() gave never ran; something is left over from the first, such as a variable of the module',
        )
    },
    { runs: 0 },
  )
  return { absent, runsAtOnce, polls, successLine }
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
  if (work.completed < 2) t.fail(await findTickingProblem(t))
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

function findAbsent(t: Trial, absent: Map<Capability, string>): void {
  const { driver, manager } = t
  const { subject } = driver
  absent.set('signals', RUN_PROBE)
  absent.set('real', RUN_PROBE)
  if (!driver.hasDrop(manager))
    absent.set(
      'drop',
      'the manager has no [Symbol.dispose]() and the subject no `drop` (see DROP-01)',
    )
  if (subject.ownership === 'owned') absent.set('clone', 'the subject is `owned`: it has no clones')
  if (t.work.runs.every(({ signal }) => signal === undefined))
    absent.set('signal', 'the work is handed no AbortSignal')
  if (!driver.hasAsyncDispose(manager)) {
    absent.set(
      'asyncDispose',
      'the manager has no [Symbol.asyncDispose](); add one that calls shutdown(), for `await using`',
    )
  }
  if (subject.shutdownWithin === undefined)
    absent.set(
      'timeout',
      explainAbsent(t, 'shutdownWithin', '(m, timeoutMs) => m.shutdownWithin(timeoutMs)'),
    )
  if (subject.shutdownWith === undefined)
    absent.set(
      'cleanup',
      explainAbsent(t, 'shutdownWith', '(m, cleanup) => m.shutdownWith(cleanup)'),
    )
  if ((subject.shutdownWithin?.length ?? 0) < 3) {
    absent.set(
      'callerSignal',
      absent.get('timeout') ??
        "the subject's `shutdownWithin` takes no third argument, the caller's signal",
    )
  }
  if (t.threads.threads.length === 0) absent.set('worker', 'the manager starts no worker thread')
  if (subject.capabilities?.gc !== true)
    absent.set(
      'gc',
      'the subject does not declare `capabilities: { gc: true }`, that it stops when it is collected',
    )
  if (driver.findStartMethods(manager).length === 0)
    absent.set('start', 'the manager has no start(), restart(), resume() or trigger()')
}

/** A capability that is there and not declared is worth a word: the rules would not see it. */
function explainAbsent(t: Trial, method: string, example: string): string {
  const fact = `the subject has no \`${method}\``
  return t.driver.hasMethod(t.manager, method)
    ? `${fact}, although the manager does; add \`${method}: ${example}\``
    : fact
}
