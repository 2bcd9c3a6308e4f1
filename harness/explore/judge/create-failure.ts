import { DEFAULT_SEED } from '../../model/seed.ts'
import type { TimelineEvent } from '../../model/report.ts'
import { tellHang } from '../../promises/tell-hang.ts'
import { findUserFrame } from '../../stack/user-frame.ts'
import type { SubjectSource } from '../explore-options.ts'
import type { ExploreRuleId } from '../explore-rules.ts'
import type { ExploreFailure } from '../explore-report.ts'
import type { Violation } from './invariant.ts'
import { type Plan, describeLanding, isFault, isMishap } from '../plan/operation.ts'
import { formatOperation, formatPlan } from '../plan/plan-text.ts'
import { formatReplayToken, readNodeMajor, toFindingKey } from '../plan/replay-token.ts'
import type { Schedule } from '../run/schedule.ts'
import type { ScheduleEvent, TracedStep } from '../run/schedule-record.ts'
import type { Space } from '../plan/space.ts'

const HINT =
  'compare the step before the operation with the one after it: the second acts on state that the first one read. Read the state again after every await, and change it in the same turn as the call'

/** What a failure is told by. */
export interface FailureParts {
  /** Of the subject. */
  readonly name: string
  readonly source: SubjectSource | undefined
  readonly space: Space
  readonly plan: Plan
  readonly boundaries: number
  /** What everything random began with. */
  readonly seed: number
  readonly violation: Violation
  /** Whether it is the first of all that the plan breaks. */
  readonly isFirst: boolean
  /** The plan, run with every step traced. */
  readonly schedule: Schedule
}

/** Puts on record what a schedule broke: the plan, its token, its steps, a test. */
export function createFailure(parts: FailureParts): ExploreFailure {
  const { name, source, space, plan, boundaries, seed, violation, isFirst, schedule } = parts
  const { rule } = violation.invariant
  const steps = schedule.trace?.read() ?? []
  const isShared = space.clones > 0 || space.start === 'clones'
  const landed = formatLandings(plan, steps, isShared, space.hosts)
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
    seed,
    plan,
    ...(isFirst ? {} : { finding: toFindingKey(violation.invariant.name) }),
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
    hint: plan.every((each) => isMishap(each) || isFault(each.name)) ? rule.hint : HINT,
    test: formatRegressionTest({
      name,
      source,
      title: rule.title,
      landed,
      plan,
      rule: space.rule,
      seed,
      replay,
    }),
  }
}

/** What landed and where; of three and more operations, those at one moment together. */
function formatLandings(
  plan: Plan,
  steps: readonly TracedStep[],
  isShared: boolean,
  hosts: readonly string[] | undefined,
): string {
  const groups: { at: number; texts: string[] }[] = []
  for (const operation of plan) {
    const group = groups.at(-1)
    const isTogether = plan.length > 2 && group?.at === operation.at
    const text = describeLanding(operation, isShared, hosts)
    if (isTogether) group.texts.push(text)
    else groups.push({ at: operation.at, texts: [text] })
  }
  return groups
    .map(({ at, texts }) => {
      const moment = formatMoment(
        at,
        steps.find(({ n }) => n === at),
      )
      // “a.shutdown(), drop a, and drop b landed”: the verb once.
      const all = texts.map((text, place) =>
        place < texts.length - 1 ? text.replace(/ landed$/, '') : text,
      )
      return `${all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all[0]} ${moment}`
    })
    .join(', and ')
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

/** What the timeline of a failure has of an event. */
export function toTimelineEvent(
  event: ScheduleEvent,
  violation: Violation,
  landings?: ReadonlySet<number>,
): TimelineEvent {
  const { atMs, text, place } = event
  const entry = { atMs, event: text, ...place }
  const hasLanded = event.isOperation && landings?.has(event.step) === true
  const marks = hasLanded ? ['landed here'] : []
  if (event === violation.event)
    marks.push(violation.pending === undefined ? 'not allowed' : 'still pending')
  return marks.length === 0 ? entry : { ...entry, mark: marks.join(', ') }
}

const WHAT: Readonly<Record<TracedStep['kind'], string>> = {
  start: 'the call of start()',
  begun: 'start() has returned',
  idle: 'wait for the next timer',
  timer: 'timer',
  immediate: 'immediate',
  network: 'packet',
  await: 'await',
  microtask: 'microtask',
  tick: 'tick',
  hop: 'hop',
  end: 'all is over',
}

/** One step as a line of a list: `#7 await, made at Heartbeat.#tick (src/heartbeat.ts:31:12)`. */
function formatStep({ n, kind, at }: TracedStep): string {
  if (n === 0 && kind !== 'start') return '#0 create() has returned'
  return `#${n} ${WHAT[kind]}${at === undefined ? '' : ` of ${at}`}`
}

/** The moment before a step, as the end of a sentence. */
function formatMoment(n: number, step: TracedStep | undefined): string {
  if (step?.kind === 'start') return 'before start() was called'
  if (step?.kind === 'begun') return 'right after start() had returned'
  if (n === 0) return 'right after create() had returned'
  const at = step?.at === undefined ? '' : ` of ${step.at}`
  switch (step?.kind) {
    case 'idle':
      return `before step ${n}, in a wait for the next timer`
    case 'timer':
      return `before step ${n}, right before the timer${at} fired`
    case 'immediate':
      return `before step ${n}, right before the immediate${at} ran`
    case 'network':
      return `before step ${n}, right before a packet arrived`
    case 'await':
      return `before step ${n}, right before the await${at} went on`
    case 'microtask':
      return `before step ${n}, right before a microtask${at} ran`
    case 'tick':
      return `before step ${n}, right before a job of process.nextTick() ran`
    case 'end':
      return `at the end, before step ${n}`
    default:
      return `before step ${n}`
  }
}

/** What a regression test is written from. */
interface RegressionTest {
  /** Of the subject. */
  readonly name: string
  /** Where the subject comes from, if that is known. */
  readonly source: SubjectSource | undefined
  /** What is required. */
  readonly title: string
  /** Where the operations landed. */
  readonly landed: string
  readonly plan: Plan
  /** In whose space it is. */
  readonly rule: ExploreRuleId
  /** What everything random began with. */
  readonly seed: number
  readonly replay: string
}

/**
 * Writes a test that fails as long as the operations break something at any moment. Not at this very
 * one: the steps are numbered anew whenever the manager changes.
 */
export function formatRegressionTest({
  name,
  source,
  title,
  landed,
  plan,
  rule,
  seed,
  replay,
}: RegressionTest): string {
  const operations = plan.map((each) => `'${formatOperation(each)}'`)
  const options =
    rule === 'EXPLORE-08' ? `rules: ['${rule}']` : `operations: [[${operations.join(', ')}]]`
  return [
    ...(source?.module.includes('/') === true ? [`// A file beside ${source.module}`] : []),
    "import { test } from 'vitest'",
    "import { assertExploration } from 'vitest-shutdown'",
    ...importSubject(source),
    '',
    `test(${quote(`${name}: ${title}, at every moment`)}, async () => {`,
    `  // Found by ${replay}:`,
    `  // ${landed}.`,
    `  await assertExploration(subject, { ${options}${seed === DEFAULT_SEED ? '' : `, seed: ${seed}`} })`,
    '})',
  ].join('\n')
}

function importSubject(source: SubjectSource | undefined): string[] {
  if (source === undefined) return ["import subject from './subject.ts' // your subject"]
  const path = quote(`./${source.module.replace(/^.*\//, '')}`)
  if (source.index === undefined) return [`import subject from ${path}`]
  return [`import subjects from ${path}`, '', `const subject = subjects[${source.index}]`]
}

function quote(text: string): string {
  return `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\n', ' ')}'`
}
