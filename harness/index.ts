/**
 * The engine without a test runner: checks, exploration, virtual time, handles, probes and reports.
 *
 * @module vitest-shutdown/harness
 */

export {
  createClock,
  type Clock,
  type ClockOptions,
  type EscapedTimer,
  type PendingTimer,
} from './clock/create-clock.ts'
export { ClockError } from './clock/clock-error.ts'
export { checkConformance, type ConformanceOptions } from './check/check-conformance.ts'
export type {
  RuleCoverage,
  Report,
  RuleResult,
  RuleStatus,
  TimelineEvent,
  Verdict,
} from './model/report.ts'
export type { Area, Capability, Level, RuleId, RuleInfo } from './model/rule-info.ts'
export { ruleInfos as rules } from './check/catalogue.ts'
export {
  defineSubject,
  type SubjectContext,
  type SubjectLogger,
  type SubjectResource,
  type Subject,
} from './model/subject.ts'
export type { HandleKind } from './model/handle-type.ts'
export type { OpenHandle } from './handles/find-scoped-handles.ts'
export { findOpenHandles, recordHandles, type HandleRecord } from './handles/record-handles.ts'
export { probeProcess } from './process/probe-process.ts'
export { ProbeError } from './process/probe-options.ts'
export type { ProbeOptions } from './process/probe-options.ts'
export type { ProbeReport } from './process/probe-report.ts'
export type { ProbeRun } from './process/probe-report.ts'
export { formatProbe } from './report/format-probe.ts'
export { installTrampolines, uninstallTrampolines } from './clock/trampolines.ts'
export { formatBadge } from './report/format-badge.ts'
export { formatJunit } from './report/format-junit.ts'
export { formatReport } from './report/format-report.ts'
export { formatHtml } from './report/html/format-html.ts'
export { SubjectError } from './model/subject.ts'
export { assertExploration } from './check/assert-exploration.ts'
export { explore } from './explore/explore.ts'
export { ExploreError } from './explore/explore-error.ts'
export type { ExploreOptions } from './explore/explore-options.ts'
export type {
  ExploreCoverage,
  ExploreFailure,
  ExploreReport,
  SpaceResult,
} from './explore/explore-report.ts'
export { formatExploration } from './report/format-exploration.ts'
export type { OperationText, PlanText } from './explore/plan/plan-text.ts'
export { createPlanRunner, type PlanRunner } from './check/plan-runner.ts'
export { ReplayError } from './explore/plan/replay-token.ts'
export type { ExploreRuleId } from './explore/explore-rules.ts'
export { NetworkError, type NetworkErrorCode } from './network/network-error.ts'
export type {
  LookupFailure,
  Network,
  NetworkConnection,
  NetworkRequest,
  NetworkSetup,
  RequestHandler,
  SocketHandler,
} from './model/network.ts'
export { DeadlockError, LivelockError } from './virtual-run/deadlock-error.ts'
export { runVirtual } from './virtual-run/run-virtual.ts'
export type { RunClock, VirtualRun, VirtualRunOptions } from './virtual-run/virtual-run.ts'
