import { NO_SIGNAL, describeEnd, describeOutput, isSuccess, isUnheard } from '../describe-run.ts'
import type { ProbeRun } from '../probe-report.ts'
import {
  type ProbeRecord,
  type ProcessFinding,
  type ProcessRule,
  createProcessRule,
} from '../process-rule.ts'

export const proc02: ProcessRule = createProcessRule({
  id: 'PROC-02',
  level: 'SHOULD',
  title: 'after a graceful shutdown the exit code is 0, or the signal is raised again',
  hint: 'exit with 0, or with nothing said, once all has been shut down, and not before',
  needs: ['signals'],
  judge({ runs: { signal: run }, signal, completeWhen, mode }) {
    if (run === undefined) return { status: 'skip', reason: NO_SIGNAL }
    if (isUnheard(run, signal)) {
      return { status: 'not-run', reason: 'nothing was shut down: see PROC-01' }
    }
    if (run.isOverdue) return { status: 'not-run', reason: 'it did not end: see PROC-04' }
    if (run.exitCall?.isForced === true) {
      return {
        status: 'skip',
        reason: 'the shutdown was cut short by the deadline of the program: none was graceful',
      }
    }
    if (!isSuccess(run, signal)) return describeFailure(run, mode)
    const [cut] = run.openRuns
    if (cut !== undefined) {
      return {
        status: 'fail',
        message: `${describeEnd(run)} says that all has ended, and run #${cut} was still in flight`,
        hint: 'await the run in flight in shutdown()',
      }
    }
    if (run.isUnfinished) {
      return {
        status: 'fail',
        message: `${describeEnd(run)} says that all has ended, and the handler of the signal was still waiting: for something that can no longer come, since nothing else keeps the process alive. ${describeOutput(run)}`,
        hint: 'give the shutdown a deadline whose timer keeps the process alive, and exit with 1 when it is over',
      }
    }
    const isComplete =
      completeWhen === undefined || run.output.some(({ text }) => text.includes(completeWhen))
    if (isComplete) return { status: 'pass' }
    return {
      status: 'fail',
      message: `${describeEnd(run)} says that all has ended, and “${completeWhen}” was never printed. ${describeOutput(run)}`,
      hint: 'exit once the work in flight has ended, not in the handler of the signal',
      ...(run.exitCall?.frame === undefined ? {} : { frame: run.exitCall.frame }),
    }
  },
})

function describeFailure(run: ProbeRun, mode: ProbeRecord['mode']): ProcessFinding {
  const { error, exitCall } = run
  const why = error === undefined ? describeSilence(run) : `: nobody caught ${error.message}`
  // A manager does not exit: that is our own handler.
  const frame = error?.frame ?? (mode === 'program' ? exitCall?.frame : undefined)
  return {
    status: 'fail',
    message: `after one signal and nothing that hung: ${describeEnd(run)}${why}. ${describeOutput(run)}`,
    ...(frame === undefined ? {} : { frame }),
  }
}

/** What Node ends with where an `await` at the top of a module never settles. */
const UNSETTLED_AWAIT = 13

/** Where nobody has called `process.exit()`, and nothing was thrown, the code was set before. */
function describeSilence({ exitCall, exitCode }: ProbeRun): string {
  const isSet = exitCall === undefined && exitCode !== null && exitCode !== UNSETTLED_AWAIT
  return isSet ? ', to which process.exitCode was set' : ''
}
