import type { TracedStep } from '../run/schedule-record.ts'

const WHAT: Readonly<Record<TracedStep['kind'], string>> = {
  idle: 'wait for the next timer',
  timer: 'timer',
  immediate: 'immediate',
  await: 'await',
  microtask: 'microtask',
  tick: 'tick',
  hop: 'hop',
  end: 'all is over',
}

/** One step as a line of a list: `#7 await, made at Heartbeat.#tick (src/heartbeat.ts:31:12)`. */
export function formatStep({ n, kind, at }: TracedStep): string {
  if (n === 0) return '#0 create() has returned'
  return `#${n} ${WHAT[kind]}${at === undefined ? '' : ` of ${at}`}`
}

/** The moment before a step, as the end of a sentence. */
export function formatMoment(n: number, step: TracedStep | undefined): string {
  if (n === 0) return 'right after create() had returned'
  const at = step?.at === undefined ? '' : ` of ${step.at}`
  switch (step?.kind) {
    case 'idle':
      return `before step ${n}, in a wait for the next timer`
    case 'timer':
      return `before step ${n}, right before the timer${at} fired`
    case 'immediate':
      return `before step ${n}, right before the immediate${at} ran`
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
