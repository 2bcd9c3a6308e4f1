import { describeEnd, describeHolders, describeOutput } from '../describe-run.ts'
import { describeWay, readEndWay } from '../end-way.ts'
import { parseFrame } from '../../stack/stack-frame.ts'
import { createProcessRule, type ProcessFinding, type ProcessRule } from '../process-rule.ts'
import type { ProbeRun } from '../probe-report.ts'

export const proc06: ProcessRule = createProcessRule({
  id: 'PROC-06',
  level: 'SHOULD',
  title:
    'the process also ends when it is told so by other means: the end of stdin, an IPC message, an IPC disconnect',
  hint: 'shut down on this as on a signal, and close what is named above',
  needs: ['signals'],
  judge({ told, deadlineMs, completeWhen }) {
    if (told.length === 0) {
      return {
        status: 'skip',
        reason:
          'no other means was named: `--end-by stdin`, `--end-by lsp`, `--end-by message:TEXT`, `--end-by disconnect`',
      }
    }
    const isLsp = told.some(({ endBy }) => endBy === 'lsp')
    const findings = told.map((run) => judgeRun(run, { deadlineMs, completeWhen, isLsp }))
    return findings.find(({ status }) => status === 'fail') ?? { status: 'pass' }
  },
})

const LSP_HINT = 'answer `shutdown` once all has been shut down, and exit only when `exit` comes'

function judgeRun(
  run: ProbeRun,
  {
    deadlineMs,
    completeWhen,
    isLsp,
  }: { deadlineMs: number; completeWhen: string | undefined; isLsp: boolean },
): ProcessFinding {
  const way = describeWay(readEndWay(run.endBy))
  if (run.isOverdue) return describeOverdue(run, `${deadlineMs} ms after ${way}`)
  if (run.fault !== undefined) {
    return {
      status: 'fail',
      message: `after ${way}: ${run.fault}, and ended with ${describeEnd(run)}. ${describeOutput(run)}`,
      hint: LSP_HINT,
      ...findOwnExit(run),
    }
  }
  // A language server that was not asked to shut down exits with 1, as its protocol has it.
  const isExpected =
    (isLsp && run.endBy === 'stdin' && run.exitCode === 1) || isAffairOfPackage(run)
  if (run.exitCode !== 0 && run.exitCall?.isForced !== true && !isExpected) {
    const why = run.error === undefined ? '' : `: nobody caught ${run.error.message}`
    const frame = run.error?.frame ?? run.exitCall?.frame
    return {
      status: 'fail',
      message: `after ${way}: ${describeEnd(run)}${why}. ${describeOutput(run)}`,
      hint: describeRemedy(run),
      ...(frame === undefined ? {} : { frame }),
    }
  }
  if (completeWhen === undefined || run.output.some(({ text }) => text.includes(completeWhen))) {
    return { status: 'pass' }
  }
  return {
    status: 'fail',
    message: `after ${way}: ${describeEnd(run)} says that all has ended, and “${completeWhen}” was never printed. ${describeOutput(run)}`,
    hint: 'shut down as on a signal, and exit once the work in flight has ended',
    ...(run.exitCall?.frame === undefined ? {} : { frame: run.exitCall.frame }),
  }
}

/** What ends with 1 when stdin does may be a language server. */
function describeRemedy({ endBy, exitCode }: ProbeRun): string {
  const remedy = 'exit with 0, or with nothing said, once all has been shut down'
  return endBy === 'stdin' && exitCode === 1
    ? `${remedy}; if it is a language server, which may exit with 1 as nobody has asked it to shut down, add \`--end-by lsp\``
    : remedy
}

/** The line that ends the process, where it is none of a package. */
function findOwnExit({ exitCall }: ProbeRun): { frame?: string } {
  const { frame } = exitCall ?? {}
  return frame === undefined || parseFrame(frame)?.package !== undefined ? {} : { frame }
}

/**
 * Whether a package has ended the process because its peer is gone, and nobody is left who would read
 * the code.
 */
function isAffairOfPackage({ endBy, error, exitCall }: ProbeRun): boolean {
  const isGone = endBy === 'stdin' || endBy === 'disconnect'
  if (!isGone || error !== undefined || exitCall?.frame === undefined) return false
  return parseFrame(exitCall.frame)?.package !== undefined
}

function describeOverdue(run: ProbeRun, deadline: string): ProcessFinding {
  const fault = run.fault === undefined ? '' : `; ${run.fault}`
  const head = `it was still running ${deadline}${fault}. ${describeOutput(run)}`
  if (run.holders === undefined) {
    return {
      status: 'fail',
      message: `${head}\nIt did not answer what keeps it running: its event loop is blocked.`,
      hint: 'look for a loop without an end, or a synchronous call that waits',
    }
  }
  const { text, frame } = describeHolders(run.holders)
  return {
    status: 'fail',
    message: `${head}\n${text}`,
    ...(run.fault === undefined ? {} : { hint: LSP_HINT }),
    ...(frame === undefined ? {} : { frame }),
  }
}
