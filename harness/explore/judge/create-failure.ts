import type { TimelineEvent } from '../../model/report.ts'
import { tellHang } from '../../promises/tell-hang.ts'
import { findUserFrame } from '../../stack/user-frame.ts'
import type { SubjectSource } from '../explore-options.ts'
import type { ExploreFailure } from '../explore-report.ts'
import { formatMoment, formatStep } from './format-step.ts'
import { formatRegressionTest } from './format-regression-test.ts'
import type { Violation } from './invariant.ts'
import { describeLanding, isMishap, type Plan } from '../plan/operation.ts'
import { formatPlan } from '../plan/plan-text.ts'
import { formatReplayToken, readNodeMajor } from '../plan/replay-token.ts'
import type { Schedule } from '../run/schedule.ts'
import type { ScheduleEvent, TracedStep } from '../run/schedule-record.ts'
import type { Space } from '../plan/space.ts'

const HINT =
  'compare the step before the landing with the one after it: what the first has read, the second still acts on. Read the state again after every await, and change it in the very turn of the call'

/** What a failure is told by. */
export interface FailureParts {
  /** Of the subject. */
  readonly name: string
  readonly source: SubjectSource | undefined
  readonly space: Space
  readonly plan: Plan
  readonly boundaries: number
  readonly violation: Violation
  /** The plan, run with every step traced. */
  readonly schedule: Schedule
}

/** Puts on record what a schedule broke: the plan, its token, its steps, a test. */
export function createFailure(parts: FailureParts): ExploreFailure {
  const { name, source, space, plan, boundaries, violation, schedule } = parts
  const { rule } = violation.invariant
  const steps = schedule.trace?.read() ?? []
  const isShared = space.clones > 0
  const landed = plan
    .map((operation) => {
      const step = steps.find(({ n }) => n === operation.at)
      return `${describeLanding(operation, isShared)} ${formatMoment(operation.at, step)}`
    })
    .join(', and ')
  const { trace } = schedule
  const hang = violation.pending && trace && tellHang(trace.promises, violation.pending.value)
  const frame =
    violation.frame ??
    (violation.site && findUserFrame(violation.site)) ??
    hang?.frame ??
    findLastFrame(plan, steps)
  const replay = formatReplayToken({
    rule: space.rule,
    nodeMajor: readNodeMajor(),
    boundaries,
    plan,
  })
  return {
    brokenRule: rule.id,
    required: rule.title,
    message: `${violation.observed}, when ${landed}.${hang === undefined ? '' : ` ${hang.text}.`} That breaks ${rule.id}: ${rule.title}`,
    plan: formatPlan(plan),
    replay,
    steps: mergeSteps(schedule, steps, violation, plan),
    timeline: schedule.events.map((event) => toTimelineEvent(event, violation)),
    ...(frame === undefined ? {} : { frame }),
    // Where nobody has called, there is no landing to look at.
    hint: plan.every(isMishap) ? rule.hint : HINT,
    test: formatRegressionTest({
      name,
      source,
      title: rule.title,
      landed,
      plan,
      replay,
    }),
  }
}

/** Where the last operation landed, for want of a better place to look at. */
function findLastFrame(plan: Plan, steps: readonly TracedStep[]): string | undefined {
  const at = plan.at(-1)?.at ?? 0
  return steps.find(({ n, at: frame }) => n >= at && frame !== undefined)?.at
}

/** The steps and what happened in them, in order. */
function mergeSteps(
  { events }: Schedule,
  steps: readonly TracedStep[],
  violation: Violation,
  plan: Plan,
): TimelineEvent[] {
  const landings = new Set(plan.map(({ at }) => at))
  const rows: TimelineEvent[] = []
  let next = 0
  const addEvents = (isOver: (event: ScheduleEvent) => boolean): void => {
    for (let event = events[next]; event !== undefined && !isOver(event); event = events[next]) {
      rows.push(toTimelineEvent(event, violation, landings))
      next += 1
    }
  }
  for (const step of steps) {
    addEvents((event) => event.step > step.n)
    rows.push({ atMs: step.atMs, event: formatStep(step) })
  }
  addEvents(() => false)
  return rows
}

function toTimelineEvent(
  event: ScheduleEvent,
  violation: Violation,
  landings?: ReadonlySet<number>,
): TimelineEvent {
  const { atMs, text, place } = event
  const entry = { atMs, event: text, ...place }
  const hasLanded = event.isOperation && landings?.has(event.step) === true
  const marks = hasLanded ? ['landed here'] : []
  if (event === violation.event)
    marks.push(violation.pending === undefined ? 'not allowed' : 'never settled')
  return marks.length === 0 ? entry : { ...entry, mark: marks.join(', ') }
}
