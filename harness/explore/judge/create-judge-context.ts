import { maskNumbers } from '../../text/mask-numbers.ts'
import type { Lab } from '../../trial/lab.ts'
import type { Space } from '../plan/space.ts'
import type { ScheduleRecord } from '../run/schedule-record.ts'
import type { JudgeContext } from './invariant.ts'

/**
 * Puts together what schedules of a space are judged by.
 *
 * @param baseline the scenario, which nobody has disturbed
 */
export function createJudgeContext(
  { subject, seen, finalRuns, isReporting }: Lab,
  { clones, start }: Pick<Space, 'clones' | 'start'>,
  baseline: Pick<ScheduleRecord, 'logs'>,
): JudgeContext {
  const warnings = baseline.logs.filter(({ level }) => level === 'warn')
  return {
    name: subject.name,
    intervalMs: subject.intervalMs,
    ...(subject.capabilities?.runLimitMs === undefined
      ? {}
      : { runLimitMs: subject.capabilities.runLimitMs }),
    isShared: clones > 0 || start === 'clones',
    isFed: subject.submit !== undefined || subject.trigger !== undefined,
    finalRuns,
    isReporting,
    successLine: seen.successLine,
    ordinaryWarnings: new Set(warnings.map(({ text }) => maskNumbers(text))),
  }
}
