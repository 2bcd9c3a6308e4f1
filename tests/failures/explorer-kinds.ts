import { expect } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import type { ExploreFailure } from '../../harness/explore/explore-report.ts'
import { explore } from '../../harness/explore/explore.ts'
import type { Subject } from '../../harness/model/subject.ts'
import type { ExploreRuleId } from '../../harness/explore/explore-rules.ts'
import { formatExploration } from '../../harness/report/format-exploration.ts'
import { SchedulerTask } from '../../reference/scheduler-task.ts'
import { subject as configReader } from '../correct/config-reader.ts'
import { subject as cloneWhileStopping } from '../broken/explore/clone-while-stopping.ts'
import { subject as lostWakeup } from '../broken/explore/lost-wakeup.ts'
import type { FailureKind } from './failure-kind.ts'

let managers = 0

/** Each of its managers has another interval. */
const jitter: Subject<SchedulerTask> = {
  name: 'Jitter',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) => {
    managers += 1
    const quantumMicros = 1_000_000 + managers * 1000
    return SchedulerTask.spawn({ schedule: work, logger, quantumMicros })
  },
}

/** Tokens name the major version of Node, the time is that of this machine, and our own lines move. */
async function write<M>(subject: Subject<M>, rules: readonly ExploreRuleId[]): Promise<string> {
  managers = 0
  const report = await explore(subject, { rules })
  for (const { failure } of report.spaces) await verifyToken(subject, failure)
  return formatExploration({ ...report, durationMs: 1000 }, { color: false, width: 100 })
    .replaceAll(/\bx\d-[\w@+-]+/g, 'TOKEN')
    .replaceAll(/(reference\/[\w-]+\.ts):\d+:\d+/g, '$1:LINE')
}

/** Whoever replays the token of a failure must see that failure. */
async function verifyToken<M>(
  subject: Subject<M>,
  failure: ExploreFailure | undefined,
): Promise<void> {
  if (failure === undefined) return
  const { rules } = await checkConformance(subject, { replay: failure.replay })
  expect(rules.map(({ message }) => message)).toContain(failure.message)
}

/** What is said of a manager that breaks at some moment, or cannot be explored. */
export const explorerKinds: readonly FailureKind[] = [
  { name: 'race', write: () => write(lostWakeup, ['EXPLORE-01']) },
  { name: 'race-of-clones', write: () => write(cloneWhileStopping, ['EXPLORE-04']) },
  { name: 'not-deterministic', write: () => write(jitter, ['EXPLORE-01']) },
  { name: 'not-explorable', write: () => write(configReader, ['EXPLORE-01']) },
]
