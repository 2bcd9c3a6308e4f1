import type { Operation } from '../plan/operation.ts'
import { type Moment, toMomentKey } from './moment.ts'

/** One operation in real time, and the moment that it lands at. */
export interface RealPlan {
  readonly operation: Operation
  readonly moment: Moment
}

/** What tells moments apart that are unlike: what comes next, and what the task is at. */
export interface SeenMoment extends Moment {
  /** Which step of the schedule it is. */
  readonly step: number
  readonly atMs: number
  /** How many events the schedule had. */
  readonly events: number
  /** How many runs had ended, and whether one was in flight. */
  readonly completed: number
  readonly isBusy: boolean
}

/** Runs beyond which one more makes no difference. */
const UNLIKE_RUNS = 2

/** The moments of a scenario in the order in which they are tried: each that is unlike all before it first. */
export function rankRealMoments(moments: readonly SeenMoment[]): Moment[] {
  const seen = new Set<string>()
  const [unlike, alike]: [Moment[], Moment[]] = [[], []]
  for (const moment of moments) {
    const { kind, completed, isBusy } = moment
    const look = `${kind} ${Math.min(completed, UNLIKE_RUNS)} ${isBusy}`
    if (seen.has(look)) alike.push(moment)
    else unlike.push(moment)
    seen.add(look)
  }
  const keys = new Set<string>()
  return [...unlike, ...alike].filter((moment) => {
    const key = toMomentKey(moment)
    if (keys.has(key)) return false
    keys.add(key)
    return true
  })
}
