import { formatProbe, type ProbeReport } from 'vitest-shutdown/harness'

/** The text of a probe without what differs between two runs: times, ports, process ids. */
export function maskReport(report: ProbeReport): string {
  return formatProbe(report)
    .replaceAll(/\b\d+ ms$/gm, '# ms')
    .replaceAll(/(127\.0\.0\.1:)\d+/g, '$1#')
    .replaceAll(/\b(pid|helper) \d+/g, '$1 #')
    .replaceAll(/\bof \d+ SIG/g, 'of # SIG')
}
