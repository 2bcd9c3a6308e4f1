import { formatProbe, type ProbeReport } from 'vitest-shutdown/harness'

/** The text of a probe without what differs between two runs: times, ports, process ids. */
export function maskReport(report: ProbeReport): string {
  return (
    formatProbe(report)
      .replaceAll(/\b\d+ ms$/gm, '# ms')
      .replaceAll(/\b(pid|helper) \d+/g, '$1 #')
      // How many moments of a start there are depends on how long it takes.
      .replaceAll(/(?:^ {2}\S+ during the start .*\n)+/gm, '')
      .replaceAll(/\b\d+( of) \d+( requests)/g, '#$1 #$2')
      .replaceAll(/ready \d+ more/g, 'ready # more')
      .replaceAll(/, and \d+ more(?= \()/g, '')
      .replaceAll(/(pid #: |child process )\S+node\b/g, '$1node')
      .replaceAll(/(pid #: node )\/\S*\/(?=tests\/)/g, '$1')
      // Until the next full hour.
      .replaceAll(/\b\d+( ms: close the cron)/g, '#$1')
      .replaceAll(/(127\.0\.0\.1:)\d+/g, '$1#')
      // A busy machine has not accepted all of them yet.
      .replaceAll(/(accepted from \S+#)(?:, and \d+ more)?/g, '$1, and # more')
      .replaceAll(/(interval of 50 ms)(?:, and \d+ more)?/g, '$1, and # more')
      .replaceAll(/file:\S*\/(?=tests\/)/g, '')
      .replaceAll(/Node\.js v\S+/g, 'Node.js v#')
      .replaceAll(/\bof \d+ SIG/g, 'of # SIG')
  )
}
