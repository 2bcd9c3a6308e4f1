import { findSignal } from './signal-context.ts'

/**
 * Watches the races of promises that a signal has set off; returns whether one is over which somebody
 * lost who has not come in: a shutdown that went on when its deadline was there.
 */
export function observeRaces(): () => boolean {
  const races: { isOver: boolean; open: number }[] = []
  const race = Promise.race
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const observed = function (this: PromiseConstructor, entrants: Iterable<unknown>) {
    if (findSignal() === 0) return Reflect.apply(race, this, [entrants])
    const list = [...entrants]
    const open = list.filter((entrant) => entrant instanceof Promise)
    const seen = { isOver: false, open: open.length }
    races.push(seen)
    // The race looks after what they reject with.
    for (const entrant of open) {
      const come = (): void => {
        seen.open -= 1
        seen.isOver = true
      }
      entrant.then(come, come)
    }
    return Reflect.apply(race, this, [list])
  }
  Promise.race = observed as typeof Promise.race
  return () => races.some(({ isOver, open }) => isOver && open > 0)
}
