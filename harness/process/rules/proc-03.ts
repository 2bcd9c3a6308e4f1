import {
  NO_SIGNAL,
  NOT_ASKED,
  describeEnd,
  describeOutput,
  isHung,
  isSuccess,
} from '../describe-run.ts'
import type { ProbeRun } from '../probe-report.ts'
import { type ProbeRecord, type ProcessRule, createProcessRule } from '../process-rule.ts'

export const proc03: ProcessRule = createProcessRule({
  id: 'PROC-03',
  level: 'SHOULD',
  title: 'after a forced abort, or a cleanup that failed, the exit code is not 0',
  hint: 'exit with 1 where the deadline, a second signal or a failure has cut the shutdown short',
  needs: ['signals'],
  judge(record) {
    const { hung, signal: single } = record.runs
    if (single === undefined) return { status: 'skip', reason: NO_SIGNAL }
    if (single.isOverdue) {
      return { status: 'not-run', reason: 'it did not end: see PROC-04' }
    }
    if (single.openRuns.length > 0) {
      return { status: 'not-run', reason: 'the run in flight is not waited for: see PROC-02' }
    }
    const cases = findCases(record).filter(({ run }) => !run.isOverdue)
    const broken = cases.find(({ run }) => isSuccess(run, record.signal))
    if (broken !== undefined) {
      const { run, what } = broken
      return {
        status: 'fail',
        message: `${what}, and yet: ${describeEnd(run)}. ${describeOutput(run)}`,
        ...(record.mode === 'subject' || run.exitCall?.frame === undefined
          ? {}
          : { frame: run.exitCall.frame }),
      }
    }
    if (cases.length > 0) return { status: 'pass' }
    if (hung?.isOverdue === true) {
      return { status: 'not-run', reason: 'it did not end: see PROC-04' }
    }
    const { failing } = record.runs
    const isDeaf = record.mode === 'program' && (hung ?? failing) !== undefined
    return { status: 'skip', reason: isDeaf ? NOT_ASKED : NO_CASE[record.mode] }
  },
})

const NO_CASE: Readonly<Record<ProbeRecord['mode'], string>> = {
  program:
    'nothing was forced: let the program hang when VITEST_SHUTDOWN_PROBE is `hung`, and add `--scenario hung`',
  subject: 'nothing was forced: no run began in time that could have hung',
}

function findCases({ runs }: ProbeRecord): { run: ProbeRun; what: string }[] {
  const { hung, failing, signal, storm } = runs
  return [
    ...(hung !== undefined && isHung(hung)
      ? [{ run: hung, what: 'a run that never ends was cut off' }]
      : []),
    ...(failing?.isAsked !== true ? [] : [{ run: failing, what: 'the cleanup failed' }]),
    ...(signal?.exitCall?.isForced === true
      ? [{ run: signal, what: 'the deadline of the program cut the shutdown short' }]
      : []),
    ...(storm?.exitCall?.isForced === true
      ? [{ run: storm, what: 'a repeated signal cut the shutdown short' }]
      : []),
  ]
}
