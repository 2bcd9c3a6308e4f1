import type { Report } from '../model/report.ts'
import { toPlainText } from '../text/wrap-text.ts'

/** The subject's name and, where it came from a module, that module: `Heartbeat (heartbeat.ts)`. */
export function nameSubject(
  report: Pick<Report, 'subject' | 'module'>,
  isModuleShown = true,
): string {
  const subject = toPlainText(report.subject).replaceAll('\n', ' ')
  return !isModuleShown || report.module === undefined || report.module === report.subject
    ? subject
    : `${subject} (${report.module})`
}
