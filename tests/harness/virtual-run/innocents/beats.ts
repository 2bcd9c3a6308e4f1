import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Lets real work race with a virtual timeout of 30 s, which real work of any length must win.
 *
 * @returns what `outcome` makes of the work, or `time` where that won
 */
export async function beats<T>(
  work: Promise<T>,
  outcome: (value: T) => unknown = () => 'work',
): Promise<unknown> {
  return Promise.race([work.then(outcome), sleep(30_000, 'time')])
}
