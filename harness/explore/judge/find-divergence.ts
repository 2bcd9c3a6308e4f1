import type { ScheduleEvent, TracedStep } from '../run/schedule-record.ts'
import type { Schedule } from '../run/schedule.ts'

/**
 * Finds the first step at which two traced schedules of one plan differ.
 *
 * @returns a clause such as `step 12 was a timer at 1000 ms, and then a timer at 1003 ms`
 */
export function findDivergence(first: Schedule, second: Schedule): string | undefined {
  const a = first.trace?.read() ?? []
  const b = second.trace?.read() ?? []
  const length = Math.max(a.length, b.length)
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [a[index], b[index]]
    if (one?.kind === other?.kind && one?.atMs === other?.atMs && one?.at === other?.at) continue
    return `step ${index} was ${describeStep(one)}, and then ${describeStep(other)}`
  }
  return findEventDivergence(first, second)
}

/** As {@link findDivergence}, by what happened alone: the steps may differ. */
export function findEventDivergence(first: Schedule, second: Schedule): string | undefined {
  const length = Math.max(first.events.length, second.events.length)
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [first.events[index], second.events[index]]
    if (toMeaning(one) === toMeaning(other)) continue
    return `at ${one?.atMs ?? other?.atMs} ms there was “${one?.text ?? 'nothing'}”, and then “${other?.text ?? 'nothing'}”`
  }
  return undefined
}

/** A line of the log counts by its level: it may name a time of day or a request. */
function toMeaning(event: ScheduleEvent | undefined): string | undefined {
  if (event === undefined) return undefined
  const { atMs, text, place } = event
  return `${atMs} ${place?.lane === 'log' ? `log ${place.level ?? 'unknown'}` : text}`
}

function describeStep(step: TracedStep | undefined): string {
  if (step === undefined) return 'the end'
  const article = /^[aei]/.test(step.kind) ? 'an' : 'a'
  const at = step.at === undefined ? '' : ` (${step.at})`
  return `${article} ${step.kind} at ${step.atMs} ms${at}`
}
