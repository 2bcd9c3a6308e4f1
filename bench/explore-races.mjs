// The time until each race of the tests is found, in processor time: by the explorer as `check` runs it,
// and by plans of the same operations that are drawn at random and judged in the same way.
import { races } from '../tests/broken/races/index.ts'
import { sequences } from '../tests/broken/races/sequences/index.ts'

/** Drawn plans after which a race counts as missed. */
const MAX_DRAWN = 20_000
const SEEDS = [1, 2, 3]
/** As many operations as a drawn sequence has. */
const LENGTHS = [3, 4, 5]

/** Measures every race. @returns a row for each: its file, schedules and milliseconds until found */
export async function measureRaces() {
  const rows = []
  for (const { file, subject, rule = 'EXPLORE-07' } of [...races, ...sequences]) {
    const here = await measure(subject, rule, (exploration, space) =>
      exploration.search(space, { isBrief: true, goesDeep: false }),
    )
    const drawn = []
    for (const seed of SEEDS)
      drawn.push(
        await measure(subject, rule, (exploration, space) => draw(exploration, space, seed)),
      )
    rows.push({ file, here, drawn: drawn.toSorted((a, b) => a.millis - b.millis)[1] })
  }
  return rows
}

/** What `search` takes of the processor to break a fresh exploration of the space. */
async function measure(subject, rule, search) {
  const { Lab } = await import('../dist/harness/trial/lab.js')
  const { kit00 } = await import('../dist/harness/trial/rules/kit-00.js')
  const { Exploration } = await import('../dist/harness/explore/exploration.js')
  const { findSpace } = await import('../dist/harness/explore/plan/space.js')
  const lab = new Lab(subject)
  await kit00.check(lab)
  const { space } = findSpace(lab.seen, rule)
  const exploration = new Exploration(lab)
  // What is found out once for all spaces is no search.
  await exploration.findPace()
  const start = process.cpuUsage()
  const { status, coverage } = await search(exploration, space)
  const { user, system } = process.cpuUsage(start)
  return {
    isFound: status === 'broken',
    schedules: coverage.covered,
    millis: (user + system) / 1000,
  }
}

/** Runs plans that are drawn at random until one breaks something. */
async function draw(exploration, space, seed) {
  const { explorePlans } = await import('../dist/harness/explore/plan/explore-plans.js')
  const { SeededGenerator } =
    await import('../dist/harness/platform/randomness/seeded-generator.js')
  const { pick } = await import('../dist/harness/explore/plan/draw.js')
  return exploration.enter(space, async (site) => {
    const random = new SeededGenerator(seed)
    const progress = { covered: 0, total: MAX_DRAWN }
    const { sequences: wanted, clones } = site.space
    const kinds = [...site.space.singles.map((single) => [single]), ...site.space.pairs]
    const drawOperations = () => {
      if (wanted === undefined) return pick(random, kinds)
      return Array.from({ length: pick(random, LENGTHS) }, () => ({
        name: pick(random, wanted.calls),
        ...(clones > 0 ? { handle: random.int(0, clones + 2) } : {}),
      }))
    }
    function* plans() {
      for (; progress.covered < MAX_DRAWN; progress.covered += 1) {
        const operations = drawOperations()
        const moments = operations
          .map(() => random.int(0, site.boundaries))
          .toSorted((a, b) => a - b)
        yield operations.map(({ name, handle }, index) =>
          handle === undefined
            ? { name, at: moments[index] }
            : { name, handle, at: moments[index] },
        )
      }
    }
    const { breach } = await explorePlans(plans(), {
      world: site.world,
      context: site.context,
      excluded: await site.findExcluded(),
      isKnown: () => false,
      untilMs: Infinity,
      maxSchedules: Infinity,
      maxSteps: Infinity,
      progress,
    })
    return { status: breach === undefined ? 'holds' : 'broken', coverage: progress }
  })
}
