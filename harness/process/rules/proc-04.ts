import { NO_SIGNAL, NOT_ASKED, describeHolders, describeOutput, isHung } from '../describe-run.ts'
import { type ProcessFinding, type ProcessRule, createProcessRule } from '../process-rule.ts'
import type { ProbeRun } from '../probe-report.ts'

export const proc04: ProcessRule = createProcessRule({
  id: 'PROC-04',
  level: 'SHOULD',
  title: 'the process is gone by the deadline after the first signal, even when a run hangs',
  hint: 'close what is named above as the process shuts down, and give the shutdown a deadline that exits with 1',
  needs: ['signals'],
  judge({ runs, signal, deadlineMs, mode }) {
    const { signal: single, storm, hung, failing } = runs
    const overdue = [single, hung, failing, storm].find((run) => run?.isOverdue === true)
    if (overdue !== undefined) {
      return describeOverdue(overdue, `${deadlineMs} ms after ${signal}`)
    }
    const wasHung = hung !== undefined && isHung(hung)
    if (wasHung || single?.exitCall?.isForced === true) return { status: 'pass' }
    if (hung !== undefined && mode === 'program') {
      return { status: 'skip', reason: `it was gone in time; ${NOT_ASKED}` }
    }
    if (single === undefined) return { status: 'skip', reason: NO_SIGNAL }
    return {
      status: 'skip',
      reason:
        mode === 'subject'
          ? 'it was gone in time; no run began that could have hung'
          : 'it was gone in time; for a run that hangs, let the program hang when VITEST_SHUTDOWN_PROBE is `hung`, and add `--scenario hung`',
    }
  },
})

function describeOverdue(run: ProbeRun, deadline: string): ProcessFinding {
  const head = `it was still running when its deadline was over, ${deadline}${WHEN[run.scenario] ?? ''}. ${describeOutput(run)}`
  if (run.holders === undefined) {
    return {
      status: 'fail',
      message: `${head}\nIt did not answer what keeps it running: its event loop is blocked.`,
      hint: 'look for a loop without an end, or a synchronous call that waits: no handler and no deadline can run',
    }
  }
  if (run.isHandled) {
    return {
      status: 'fail',
      message: `${head}\nThe handler had ended: LEAK-05 says what keeps it running.`,
      hint: 'close what LEAK-05 names, and give the shutdown a deadline that exits with 1',
    }
  }
  const { text, frame } = describeHolders(run.holders)
  return {
    status: 'fail',
    message: `${head}\n${text}`,
    ...(frame === undefined ? {} : { frame }),
  }
}

const WHEN: Partial<Record<ProbeRun['scenario'], string>> = {
  hung: ', with a run that hangs',
  failing: ', with a cleanup that failed',
  storm: ', which came several times',
}
