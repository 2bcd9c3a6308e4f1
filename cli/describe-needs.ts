import type { Rule } from '../harness/trial/rule.ts'
import type { Capability } from '../harness/model/rule-info.ts'

const NEEDS: Readonly<Record<Capability, string>> = {
  drop: 'the manager has `[Symbol.dispose]()`, or the subject a `drop`',
  clone: 'the ownership is `shared`: `clone()` gives another handle on the same task',
  signal: 'the manager hands its work an AbortSignal',
  asyncDispose: 'the manager has `[Symbol.asyncDispose]()`',
  timeout: 'the subject has a `shutdownWithin`',
  cleanup: 'the subject has a `shutdownWith`',
  start: 'the manager has a `start()` or `trigger()`',
  signals: 'the process gets signals: `vitest-shutdown probe` checks it',
  real: 'there is a process of its own: `vitest-shutdown probe` checks it',
  callerSignal: 'the `shutdownWithin` of the subject takes an AbortSignal as third argument',
  worker: 'the manager starts a worker thread',
  gc: 'the subject declares `capabilities: { gc: true }`',
}

/** Says to whom a rule applies, as a sentence. */
export function describeNeeds(rule: Pick<Rule, 'needs'>): string {
  const needs = rule.needs.map((need) => NEEDS[need])
  return needs.length === 0
    ? 'Applies to every manager.'
    : `Applies where ${needs.join(', and ')}; skipped elsewhere.`
}
