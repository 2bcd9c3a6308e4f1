import type { Lab } from '../trial/lab.ts'
import { HandleCensus } from '../handles/handle-census.ts'
import { NotExplorable } from './explore-error.ts'
import { findEventDivergence } from './judge/find-divergence.ts'
import type { Schedule } from './run/schedule.ts'
import { inMacrotask } from './run/turns.ts'
import type { Pace, World } from './run/world.ts'

/**
 * Finds out whether the schedules of a subject can run at once, or take turns of the event loop.
 *
 * @param world one at the pace `now`, without clones
 * @throws {NotExplorable} (rejects) when the subject uses something that only real time moves
 */
export async function findPace(world: World, lab: Lab): Promise<Pace> {
  const { baseline, postsMessages } = await audit(world, lab)
  const canRunNow = await inMacrotask(() => world.canRunNow)
  if (postsMessages || !canRunNow) return 'in-turns'
  const quick = await world.run([], true)
  return findEventDivergence(baseline, quick) === undefined ? 'now' : 'in-turns'
}

/** Runs the scenario, and a drop in the midst of it, under a census of everything real. */
async function audit(
  world: World,
  lab: Lab,
): Promise<{ baseline: Schedule; postsMessages: boolean }> {
  const census = new HandleCensus()
  census.start({ files: false })
  try {
    const baseline = await world.runInTurns([], true)
    const middle = Math.floor(baseline.lastBoundary / 2)
    if (!lab.seen.absent.has('drop')) await world.runInTurns([{ name: 'drop', at: middle }])
    const [exit] = world.guard.exits
    const first = census.findFirst()
    const { name } = lab.subject
    if (exit !== undefined) throw new NotExplorable('refused', `${name} called ${exit.label}`)
    if (first !== undefined) {
      const at = first.openedAt === undefined ? '' : ` at ${first.openedAt}`
      throw new NotExplorable(
        'refused',
        `${name} uses ${first.name}${at}, which no schedule controls: replace it with a fake in the subject to explore every moment`,
      )
    }
    if (baseline.failedCreate !== undefined)
      throw new NotExplorable('refused', `${name} cannot be explored: ${baseline.failedCreate}`)
    return { baseline, postsMessages: census.hasTouchedReality }
  } finally {
    census.closeAll()
    census.stop()
  }
}
