import { DEFAULT_SEED } from '../../model/seed.ts'
import type { TimelineEvent } from '../../model/report.ts'
import { findUserFrame } from '../../stack/user-frame.ts'
import type { SubjectSource } from '../explore-options.ts'
import type { ExploreFailure } from '../explore-report.ts'
import { formatRegressionTest, toTimelineEvent } from '../judge/create-failure.ts'
import type { Violation } from '../judge/invariant.ts'
import { describeLanding } from '../plan/operation.ts'
import { formatPlan } from '../plan/plan-text.ts'
import type { Space } from '../plan/space.ts'
import { tellMoment, tellNext } from './moment.ts'
import type { RealPlan, SeenMoment } from './real-plan.ts'
import type { RealSchedule } from './real-schedule.ts'
import { formatRealToken } from './real-token.ts'

const HINT =
  'whatever had been sent or had fired before the call still arrives after it: read the stop flag again in every callback of a thread, a child or a socket, and wait for its end before shutdown() fulfils'

/** What a failure in real time is told by. */
interface RealFailureParts {
  /** Of the subject. */
  readonly name: string
  readonly source: SubjectSource | undefined
  readonly space: Space
  readonly plan: RealPlan
  readonly violation: Violation
  readonly schedule: RealSchedule
  /** How often the plan was run: it broke this each time. */
  readonly times: number
}

/** Puts on record what a schedule broke each time: the plan, its token, its moments, a test. */
export function createRealFailure({
  name,
  source,
  space,
  plan,
  violation,
  schedule,
  times,
}: RealFailureParts): ExploreFailure {
  const { rule } = violation.invariant
  const landed = `${describeLanding(plan.operation, space.clones > 0)} ${tellMoment(plan.moment)}`
  const at = schedule.landed?.step ?? 0
  const frame = violation.frame ?? (violation.site && findUserFrame(violation.site))
  const replay = formatRealToken({ rule: space.rule, plan })
  const planned = [{ ...plan.operation, at }]
  return {
    brokenRule: rule.id,
    required: rule.title,
    message: `${violation.observed}, when ${landed}: so it was in each of ${times} schedules in real time. That breaks ${rule.id}: ${rule.title}`,
    plan: formatPlan(planned),
    replay,
    steps: mergeMoments(schedule, violation),
    timeline: schedule.events.map((event) => toTimelineEvent(event, violation)),
    ...(frame === undefined ? {} : { frame }),
    hint: HINT,
    test: formatRegressionTest({
      name,
      source,
      title: rule.title,
      landed,
      plan: planned,
      rule: space.rule,
      seed: DEFAULT_SEED,
      replay,
    }),
  }
}

/** The moments until the operation landed and the events, in order. */
function mergeMoments(
  { events, moments, landed }: RealSchedule,
  violation: Violation,
): TimelineEvent[] {
  const landings = new Set(landed === undefined ? [] : [landed.step])
  const rows: TimelineEvent[] = []
  let next = 0
  const addEvents = (count: number): void => {
    for (const event of events.slice(next, count))
      rows.push(toTimelineEvent(event, violation, landings))
    next = Math.max(next, count)
  }
  for (const moment of moments) {
    // The call lands in front of what comes next, and what it does at once follows it.
    addEvents(moment === landed ? moment.events + 1 : moment.events)
    rows.push({ atMs: moment.atMs, event: formatMoment(moment) })
  }
  addEvents(events.length)
  return rows
}

function formatMoment(moment: SeenMoment): string {
  return moment.kind === 'created'
    ? `#${moment.step} create() has returned`
    : `#${moment.step} ${tellNext(moment)}`
}
