export {
  createClock,
  type Clock,
  type ClockOptions,
  type EscapedTimer,
  type PendingTimer,
} from './clock/create-clock.ts'
export { ClockError } from './clock/clock-error.ts'
export { checkConformance, type ConformanceOptions } from './conformance/check-conformance.ts'
export type {
  Coverage,
  Report,
  RuleResult,
  RuleStatus,
  TimelineEvent,
  Verdict,
} from './conformance/report.ts'
export type { Area, Capability, Level, Rule, RuleId } from './conformance/rule.ts'
export { rules } from './conformance/rules/index.ts'
export { defineSubject, type Probe, type ProbeLogger, type Subject } from './conformance/subject.ts'
export { findOpenHandles } from './handles/find-open-handles.ts'
export type { HandleRecord } from './handles/handle-record.ts'
export type { HandleKind } from './handles/handle-type.ts'
export type { OpenHandle } from './handles/open-handle.ts'
export { recordHandles } from './handles/record-handles.ts'
export { installTrampolines, uninstallTrampolines } from './install-trampolines.ts'
export { formatBadge } from './report/format-badge.ts'
export { formatJunit } from './report/format-junit.ts'
export { formatReport } from './report/format-report.ts'
export { formatHtml } from './report/html/format-html.ts'
export { SubjectError } from './conformance/subject-error.ts'
