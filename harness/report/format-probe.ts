import { describeEnd, isHung } from '../process/describe-run.ts'
import { describeWay, readEndWay, shorten } from '../process/end-way.ts'
import type { ProbeReport, ProbeRun } from '../process/probe-report.ts'
import { type FormatOptions, createPaint } from './create-paint.ts'
import { formatLine, formatPlainCounts } from './format-subject.ts'
import { formatReasons } from './format-reasons.ts'
import { wrapText } from '../text/wrap-text.ts'
import { formatFailures } from './format-report.ts'

/**
 * Formats the report of a probe as text: how each run of the process ended, then each broken rule, then
 * what was skipped and why.
 *
 * Without options: no colour, no wrapping.
 */
export function formatProbe(
  report: ProbeReport,
  options: FormatOptions = { color: false },
): string {
  const paint = createPaint(options)
  const { width } = options
  const { mode, signal, deadlineMs, runs } = report.probe
  const how = mode === 'program' ? 'its own handlers' : 'shutdownOnSignals()'
  const ways = [...new Set(runs.map(({ endBy = signal }) => shorten(endBy)))]
  const head = paint.dim(`${ways.join(', ')} with ${how}, to be gone within ${deadlineMs} ms`)
  const column = Math.max(...runs.map((run) => nameRun(run, report.probe).length))
  const lines = runs.map((run) => {
    const end = run.isOverdue ? 'did not end' : describeEnd(run)
    return `  ${nameRun(run, report.probe).padEnd(column)}  ${end.padEnd(16)}  ${run.durationMs} ms`
  })
  return [
    formatLine(report, formatPlainCounts(report), options),
    [head, ...lines].join('\n'),
    report.probe.notes.map((note) => wrapText(`Note: ${note}`, { indent: '', width })).join('\n'),
    formatFailures(report, options),
    // There are few rules, and the reasons say how each is made to apply.
    formatReasons([report], { ...options, verbose: true }),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
}

function nameRun(run: ProbeRun, probe: ProbeReport['probe']): string {
  const { endBy: signal = probe.signal, duringStartMs } = run
  if (duringStartMs !== undefined) return `${signal} during the start`
  switch (run.scenario) {
    case 'signal':
      return describeOnce(signal)
    case 'storm':
      return `repeated ${signal}`
    case 'hung':
      return isHung(run) ? 'a run that hangs' : 'nothing that hung'
    case 'failing':
      return run.isAsked ? 'a cleanup that fails' : 'nothing that failed'
    case 'exit':
      return 'shutdown() alone'
    default:
      return run.scenario
  }
}

function describeOnce(endBy: string): string {
  const way = readEndWay(endBy)
  return way.kind === 'signal' ? `one ${endBy}` : describeWay(way)
}
