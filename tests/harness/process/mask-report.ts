import { formatProbe, type ProbeReport } from 'vitest-shutdown/harness'

/** The text of a probe without what differs between two runs: times, ports, process ids. */
export function maskReport(report: ProbeReport): string {
  return (
    asOnAnIdleMachine(formatProbe(report))
      .replaceAll(/\b\d+ ms$/gm, '# ms')
      .replaceAll(/\b(pid|helper) \d+/g, '$1 #')
      // How many moments of a start there are depends on how long it takes.
      .replaceAll(/(?:^ {2}\S+ during the start .*\n)+/gm, '')
      .replaceAll(/\b\d+( of) \d+( requests)/g, '#$1 #$2')
      .replaceAll(/ready \d+ more/g, 'ready # more')
      .replaceAll(/(pid #: )\S+node\b/g, '$1node')
      .replaceAll(/(127\.0\.0\.1:)\d+/g, '$1#')
      .replaceAll(/file:\S*\/(?=tests\/)/g, '')
      .replaceAll(/Node\.js v\S+/g, 'Node.js v#')
      .replaceAll(/\bof \d+ SIG/g, 'of # SIG')
  )
}

const NO_MOMENT = 'it started otherwise each time: no moment came again'

/**
 * Where a busy machine let no moment of the start come twice, PROC-09 is skipped instead of passed: the
 * text as it is where it passes.
 */
export function asOnAnIdleMachine(text: string): string {
  const line = new RegExp(`\\n +1 +${NO_MOMENT} \\(PROC-09\\)`)
  if (!line.test(text)) return text
  return text
    .replace(line, '')
    .replace(
      /(\d+)( passed,.* )(\d+)(?= skipped)/,
      (_, passed: string, between: string, skipped: string) =>
        `${Number(passed) + 1}${between}${Number(skipped) - 1}`,
    )
}

/** As {@link asOnAnIdleMachine}, for a line about one rule. */
export function asOnAnIdleMachineLine(line: string): string {
  return (
    line
      .replace(`PROC-09 skip ${NO_MOMENT}`, 'PROC-09 pass')
      // The signal came late, when the request had been answered.
      .replace(/^PROC-07 skip no request was in flight .*/, 'PROC-07 pass')
  )
}
