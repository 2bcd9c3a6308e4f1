import { NO_SIGNAL, describeEnd, describeHolders, describeLeft } from '../describe-run.ts'
import type { ProbeRun } from '../probe-report.ts'
import {
  type ProbeRecord,
  type ProcessFinding,
  type ProcessRule,
  createProcessRule,
} from '../process-rule.ts'

export const leak05: ProcessRule = createProcessRule({
  id: 'LEAK-05',
  level: 'SHOULD',
  title: 'after the shutdown nothing is left that keeps a process alive: it exits by itself',
  hint: 'close in shutdown() what is named above, and end the processes that were started',
  needs: ['real'],
  judge({ runs, deadlineMs, told, completeWhen, isReadyKnown }) {
    if (runs.exit !== undefined) return judgeManager(runs.exit, deadlineMs)
    const orphaning = told.find(({ leavesProcesses }) => leavesProcesses)
    const run = orphaning ?? runs.signal ?? told[0]
    return run === undefined
      ? { status: 'skip', reason: NO_SIGNAL }
      : judgeProgram(run, { completeWhen, isReadyKnown })
  },
})

function judgeManager(run: ProbeRun, deadlineMs: number): ProcessFinding {
  if (!run.isShutDown) {
    return {
      status: 'not-run',
      reason: 'shutdown() did not fulfil in time: `vitest-shutdown check` says more',
    }
  }
  if (run.isOverdue)
    return blame(run, `${deadlineMs} ms after shutdown() had fulfilled the process was still there`)
  if (run.leavesProcesses) return blameLeft(run)
  if (run.exitCall !== undefined) {
    const { frame } = run.exitCall
    return {
      status: 'fail',
      message: 'it did not exit by itself: process.exit() was called',
      hint: 'leave the end of the process to the program',
      ...(frame === undefined ? {} : { frame }),
    }
  }
  if (run.exitCode === 0) return { status: 'pass' }
  return {
    status: 'fail',
    message: `it did not exit by itself: ${describeEnd(run)}${run.error === undefined ? '' : `, ${run.error.message}`}`,
  }
}

/** What was known of the program before it ended. */
type Known = Pick<ProbeRecord, 'completeWhen' | 'isReadyKnown'>

function judgeProgram(run: ProbeRun, known: Known): ProcessFinding {
  if (run.leavesProcesses) return blameLeft(run)
  if (run.isOverdue && run.isHandled) {
    return blame(run, 'the handler of the signal had ended, and the process did not exit')
  }
  const isTold = run.endBy !== undefined && run.signals === 0
  if (run.isOverdue) {
    return { status: 'not-run', reason: `it did not end: see ${isTold ? 'PROC-06' : 'PROC-04'}` }
  }
  const isCut = run.exitCall !== undefined || (run.isRaised && run.cutOff !== undefined)
  if (isCut) return { status: 'skip', reason: describeExit(run, known) }
  return run.signals === 0 && !isTold
    ? { status: 'not-run', reason: 'nothing was shut down: see PROC-01' }
    : { status: 'pass' }
}

/** Handles that an exit has ended which are told by name. */
const MAX_CUT_OFF = 3

function describeExit(
  { cutOff = [], exitCall }: ProbeRun,
  { completeWhen, isReadyKnown }: Known,
): string {
  const how = exitCall === undefined ? 'raising the signal again' : 'process.exit()'
  const reason = `the program ends by ${how}, which ends whatever is left open`
  if (cutOff.length === 0) return reason
  const shown = cutOff.slice(0, MAX_CUT_OFF).map(({ what, sites: [site] }) => {
    const [place] = site?.split(' - ') ?? []
    return place === undefined ? what : `${what} (${place})`
  })
  const rest = cutOff.length - shown.length
  const list = [...shown, ...(rest === 0 ? [] : [`${rest} more`])].join(', ')
  // Whoever gives up knows that something is cut off.
  const isKnown = completeWhen !== undefined || exitCall?.isForced === true
  // What a start waits for comes once.
  const isWaiting = cutOff.some(({ what }) => !what.startsWith('interval '))
  const start =
    isReadyKnown || !isWaiting
      ? ''
      : '. If it was still starting, name what it prints once it is ready with `--ready-when TEXT`'
  const advice = isKnown
    ? ''
    : `. If that is work, name the text that it prints when all work is done with \`--complete-when TEXT\`${start}`
  return `${reason}: ${list}${advice}`
}

function blameLeft(run: ProbeRun): ProcessFinding {
  const { text, frame } = describeLeft(run)
  return {
    status: 'fail',
    message: `it exited, and left a process running that it had started:\n${text}`,
    hint: 'end the child processes in shutdown(), and wait for their exit',
    ...(frame === undefined ? {} : { frame }),
  }
}

function blame({ holders }: ProbeRun, what: string): ProcessFinding {
  if (holders === undefined) {
    return {
      status: 'fail',
      message: `${what}. It did not answer what keeps it running: its event loop is blocked.`,
      hint: 'look for a loop without an end, or a synchronous call that waits',
    }
  }
  const { text, frame } = describeHolders(holders)
  return {
    status: 'fail',
    message: `${what}. ${text}`,
    ...(frame === undefined ? {} : { frame }),
  }
}
