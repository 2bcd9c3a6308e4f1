import type { SeededGenerator } from '../../platform/randomness/seeded-generator.ts'
import { pick, shuffle } from './draw.ts'

/** Callers from outside that take turns with the task. */
const MAX_CALLERS = 3
/** Moments at which whoever has been running must let the others go first. */
const MAX_CHANGES = 3

/**
 * Samples moments for calls that follow one at `from`, by priorities: the task and some callers each
 * have one, whoever has the highest goes on until it is through, and at a few moments whoever goes on
 * falls behind all the others. This meets a race of so many changes far more often than moments
 * that are drawn one by one (probabilistic concurrency testing, Burckhardt et al. 2010).
 *
 * @returns `count` moments from `from` to `last`, in their order
 */
export function sampleMoments(
  random: SeededGenerator,
  count: number,
  { from, last }: { from: number; last: number },
): number[] {
  const steps = last - from
  const callers = Array.from({ length: 1 + random.int(0, MAX_CALLERS) }, () => ({ calls: 0 }))
  for (let call = 0; call < count; call += 1) pick(random, callers).calls += 1
  const task = { calls: 0 }
  let order = shuffle(random, [task, ...callers])
  const changes = new Set(
    Array.from({ length: 1 + random.int(0, MAX_CHANGES) }, () => random.int(0, steps + count)),
  )
  const moments: number[] = []
  let at = from
  for (let event = 0; moments.length < count; event += 1) {
    const running = order.find((each) => (each === task ? at < last : each.calls > 0)) ?? task
    if (running === task && at < last) at += 1
    else {
      running.calls -= 1
      moments.push(at)
    }
    if (changes.has(event)) order = [...order.filter((each) => each !== running), running]
  }
  return moments
}
