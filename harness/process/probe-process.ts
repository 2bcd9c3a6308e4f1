// process/ starts a module in a process of its own, sends it signals, and judges how it ends. What is in child/ runs
// in that process and reports through a pipe.

import { basename } from 'node:path'
import { countResults } from '../model/create-report.ts'
import type { Subject } from '../model/subject.ts'
import { judgeWaiver } from '../model/judge-waiver.ts'
import type { RuleResult } from '../model/report.ts'
import type { ChildRecord, Scenario } from './child-record.ts'
import { isUnheard } from './describe-run.ts'
import { ProbeError, type ProbeOptions, readProbeOptions } from './probe-options.ts'
import type { ProbeReport, ProbeRun } from './probe-report.ts'
import type { ProbeRecord, ProcessFinding, ProcessRule } from './process-rule.ts'
import { processRules } from './rules/index.ts'
import { type ScenarioOptions, runScenario } from './run-scenario.ts'

/**
 * Starts a module in a process of its own, several times, and watches from the outside how it is shut
 * down by a signal: one signal, several in a row, a run that hangs.
 *
 * JavaScript is run as it is, and TypeScript where Node does that by itself (22.18 and later); for
 * anything else name a loader in `execArgv`. Each process is ended, with what it has started.
 *
 * @returns the record; a process that breaks rules is a result, not an error
 * @throws {ProbeError} (rejects) when the module is not found, the signal cannot be caught, or the
 * process never gets so far that it can be shut down
 * @throws {TypeError} (rejects) when an option is out of range
 *
 * @example
 * ```ts
 * const report = await probeProcess({ module: 'main.js', deadlineMs: 5000 })
 * console.log(formatProbe(report))
 * ```
 */
export async function probeProcess(options: ProbeOptions): Promise<ProbeReport> {
  const resolved = readProbeOptions(options)
  if (process.platform === 'win32') {
    throw new ProbeError(
      'Windows delivers no signals from one process to another, so there is nothing to probe. Run it on Linux, on macOS, or under WSL.',
    )
  }
  const { module, signal, deadlineMs, completeWhen } = resolved
  const first = await runScenario({ ...resolved, scenario: 'signal' })
  const runs = [first.run]
  for (const scenario of findNext(first.run, first.subject, resolved)) {
    runs.push((await runScenario({ ...resolved, scenario })).run)
  }
  const mode = first.subject === undefined ? 'program' : 'subject'
  const record: ProbeRecord = {
    signal,
    deadlineMs,
    mode,
    completeWhen,
    runs: Object.fromEntries(runs.map((run) => [run.scenario, run])),
  }
  const { name = basename(module), ownership = 'owned', waive = {} } = first.subject ?? {}
  const results = processRules.map((rule) => toResult(rule, rule.judge(record), { waive }))
  return {
    schema: 2,
    module,
    subject: name,
    ownership,
    counts: countResults(results),
    rules: results,
    verdict: results.some(({ status }) => status === 'fail') ? 'violates' : 'conforms',
    probe: { mode, signal, deadlineMs, runs },
  }
}

/** The runs that are worth their time: nothing more is learnt of a process that does not end. */
function findNext(
  first: ProbeRun,
  subject: Extract<ChildRecord, { type: 'subject' }> | undefined,
  { signal, scenarios }: ScenarioOptions | Omit<ScenarioOptions, 'scenario'>,
): Scenario[] {
  if (subject !== undefined) return first.isOverdue ? ['exit'] : ['storm', 'hung', 'exit']
  const isWorthwhile = !first.isOverdue && !isUnheard(first, signal)
  return isWorthwhile ? ['storm', ...scenarios] : []
}

function toResult(
  { id, level, title, hint }: ProcessRule,
  finding: ProcessFinding,
  subject: Pick<Subject, 'waive'>,
): RuleResult {
  const result = judgeWaiver({ id, level, title, durationMs: 0, ...finding }, subject)
  return result.status === 'fail' ? { hint, ...result } : result
}
