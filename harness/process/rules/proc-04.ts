import { describeHolders, describeOutput } from '../describe-run.ts'
import { createProcessRule, type ProcessRule } from '../process-rule.ts'
import type { ProbeRun } from '../probe-run.ts'

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
      const { text, frame } = overdue.isHandled
        ? { text: 'LEAK-05 says what keeps it running.' }
        : describeHolders(overdue)
      return {
        status: 'fail',
        message: `it was still running ${deadlineMs} ms after ${signal}${WHEN[overdue.scenario] ?? ''}. ${describeOutput(overdue)}\n${text}`,
        ...(frame === undefined ? {} : { frame }),
      }
    }
    const wasHung = (run: ProbeRun | undefined): boolean =>
      run !== undefined && (run.isBusy || mode === 'program')
    if (wasHung(hung) || single?.exitCall?.isForced === true) return { status: 'pass' }
    if (single === undefined) return { status: 'not-run', reason: 'no signal was sent' }
    return {
      status: 'skip',
      reason:
        mode === 'subject'
          ? 'it was gone in time; no run began that could have hung'
          : 'it was gone in time; for a run that hangs, let the program hang when VITEST_SHUTDOWN_PROBE is `hung`, and add `--scenario hung`',
    }
  },
})

const WHEN: Partial<Record<ProbeRun['scenario'], string>> = {
  hung: ', with a run that hangs',
  failing: ', with a cleanup that failed',
  storm: ', which came several times',
}
