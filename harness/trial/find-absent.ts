import { RUN_PROBE } from '../model/absent-process.ts'
import { NOT_PROMISED } from '../model/judge-waiver.ts'
import type { Capability } from '../model/rule-info.ts'
import { isNetworked } from '../rig/subject-network.ts'
import type { Trial } from './trial.ts'

/** Notes what a subject that has ticked lacks, each with the reason for which rules are skipped. */
export function findAbsent(t: Trial, absent: Map<Capability, string>): void {
  const { driver, manager } = t
  const { subject } = driver
  absent.set('signals', RUN_PROBE)
  absent.set('real', RUN_PROBE)
  if (subject.profile === 'graceful') absent.set('drop', NOT_PROMISED)
  else if (!driver.hasDrop(manager))
    absent.set(
      'drop',
      'the manager has no [Symbol.dispose](), and the subject has no `drop` (see DROP-01)',
    )
  if (subject.ownership === 'owned') absent.set('clone', 'the subject is `owned`: it has no clones')
  if (t.work.runs.every(({ signal }) => signal === undefined))
    absent.set('signal', 'the work receives no AbortSignal')
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
      'the subject does not declare `capabilities: { gc: true }`: that its task stops when the manager is garbage-collected',
    )
  if (subject.start === undefined && t.created?.isThenable !== true)
    absent.set('startUp', 'the subject has no `start`, and `create` returns no promise')
  if (subject.start === undefined)
    absent.set('twoPhases', 'the subject has no `start`: its task begins with `create`')
  if (subject.restart === undefined) absent.set('restart', 'the subject has no `restart`')
  if (subject.submit === undefined)
    absent.set('submit', 'the subject has no `submit`: its manager accepts no items')
  if (!isNetworked(t.driver.subject)) absent.set('network', 'the subject has no `network`')
  if (t.resources.resources.length === 0)
    absent.set('resource', 'the subject opens no `context.resource()`')
  if (subject.restart !== undefined)
    absent.set('start', 'the subject has a `restart`: it may run again by design (see START-05)')
  else if (driver.findStartMethods(manager).length === 0)
    absent.set('start', 'the manager has no start(), restart(), resume() or trigger()')
}

/** A capability that is there and not declared is worth a word: the rules would not see it. */
function explainAbsent(t: Trial, method: string, example: string): string {
  const fact = `the subject has no \`${method}\``
  return t.driver.hasMethod(t.manager, method)
    ? `${fact}, although the manager does; add \`${method}: ${example}\``
    : fact
}
