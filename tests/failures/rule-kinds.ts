import { checkConformance } from '../../harness/check/check-conformance.ts'
import type { Subject } from '../../harness/model/subject.ts'
import { formatFailure } from '../../harness/report/format-failure.ts'
import { formatReport } from '../../harness/report/format-report.ts'
import { subject as doubleDecrement } from '../broken/clone/double-decrement.ts'
import { subject as cloneOwnLoop } from '../broken/clone/clone-own-loop.ts'
import { subject as muteWarning } from '../broken/drop/mute-warning.ts'
import { subject as neverTicks } from '../broken/kit/never-ticks.ts'
import { subject as sameInstance } from '../broken/kit/same-instance.ts'
import { subject as workerClock } from '../broken/kit/worker-clock.ts'
import { subject as wrongInterval } from '../broken/kit/wrong-interval.ts'
import { subject as portLeft } from '../broken/leak/port-left.ts'
import { subject as lateReader } from '../broken/stop/flag-only-checked-after-sleep.ts'
import { subject as noAwait } from '../broken/stop/no-await.ts'
import { subject as silentDrop } from '../broken/drop/silent-drop.ts'
import { subject as floatingPromise } from '../broken/work/floating-promise.ts'
import type { FailureKind } from './failure-kind.ts'

const FORMAT = { color: false, width: 100 }

/** The text of one rule that a subject breaks. */
async function writeFailure<M>(subject: Subject<M>, id: string): Promise<string> {
  const report = await checkConformance(subject, { only: [id] })
  const result = report.rules.find((rule) => rule.id === id)
  if (result?.status !== 'fail') throw new Error(`Expected ${id} to fail, got ${result?.status}`)
  return formatFailure(result, FORMAT, { module: 'src/manager.ts' })
}

async function writeReport<M>(subject: Subject<M>, only: readonly string[]): Promise<string> {
  return formatReport(await checkConformance(subject, { only }), FORMAT)
}

/** What is said of a manager that breaks a rule, cannot be checked, or is waived. */
export const ruleKinds: readonly FailureKind[] = [
  { name: 'rule-event-too-much', write: () => writeFailure(lateReader, 'STOP-03') },
  { name: 'rule-event-too-early', write: () => writeFailure(noAwait, 'STOP-02') },
  { name: 'rule-event-missing', write: () => writeFailure(silentDrop, 'DROP-04') },
  { name: 'rule-of-clones', write: () => writeFailure(doubleDecrement, 'CLONE-05') },
  { name: 'rule-with-long-timeline', write: () => writeFailure(cloneOwnLoop, 'CLONE-02') },
  { name: 'rule-of-escaped-error', write: () => writeFailure(floatingPromise, 'WORK-03') },
  { name: 'rule-of-open-handle', write: () => writeFailure(portLeft, 'LEAK-06') },
  { name: 'rule-that-should-hold', write: () => writeFailure(muteWarning, 'DROP-12') },
  { name: 'unusable-never-ticks', write: () => writeReport(neverTicks, ['STOP-01']) },
  { name: 'unusable-wrong-interval', write: () => writeReport(wrongInterval, ['STOP-01']) },
  { name: 'unusable-worker', write: () => writeReport(workerClock, ['STOP-01']) },
  { name: 'unusable-same-instance', write: () => writeReport(sameInstance, ['STOP-01']) },
  {
    name: 'waived',
    write: () => {
      const waive = { 'STOP-02': 'runs are short', 'STOP-03': 'it is known' }
      return writeReport({ ...noAwait, waive }, ['STOP-02', 'STOP-03'])
    },
  },
]
