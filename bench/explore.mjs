// Schedules for a second of processor time, beside fast-check's scheduler on the same manager, in plain
// Node and inside Vitest; how the number of schedules and the time for each grow with the number of
// moments; and what finds a race. Absolute figures depend on the machine: read the ratios.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The first ones warm up; the best one counts. */
const ROUNDS = 12
const AWAITS = [0, 5, 10, 20, 40]

/**
 * A manager with `awaits` more awaits in each run, on the timers that it is given; with a race, it arms
 * its timer one await after it has looked at its state.
 */
function createPoller({ work, logger }, { awaits = 0, timers = globalThis, hasRace = false } = {}) {
  let timer
  let run
  let done
  let state = 'on'
  const sleep = () => {
    timer = timers.setTimeout(() => {
      run = tick()
    }, 1000)
  }
  const tick = async () => {
    try {
      await work()
    } catch (error) {
      logger.error('run failed', error)
    }
    for (let left = awaits; left > 0; left -= 1) await Promise.resolve()
    if (state !== 'on') return
    if (hasRace) await Promise.resolve()
    sleep()
  }
  const stop = async () => {
    state = 'off'
    timers.clearTimeout(timer)
    await run
    logger.info('stopped')
  }
  sleep()
  return {
    shutdown: () => (state === 'dropped' ? Promise.resolve() : (done ??= stop())),
    [Symbol.dispose]() {
      if (state !== 'on') return
      state = 'dropped'
      timers.clearTimeout(timer)
      logger.warn('dropped: call shutdown()')
    },
  }
}

const toSubject = (awaits, hasRace = false) => ({
  name: `poller, ${awaits} awaits more`,
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => createPoller(probe, { awaits, hasRace }),
})

/** What `body` takes of the processor, in microseconds: other processes do not count. */
async function measureMicros(body) {
  const start = process.cpuUsage()
  const result = await body()
  const { user, system } = process.cpuUsage(start)
  return { result, micros: user + system }
}

/** Explores every single and every pair, again and again. */
async function measureExplorer(subject) {
  const { Lab } = await import('../dist/harness/trial/lab.js')
  const { kit00 } = await import('../dist/harness/trial/rules/kit-00.js')
  const { explorePlans } = await import('../dist/harness/explore/plan/explore-plans.js')
  const { Exploration } = await import('../dist/harness/explore/exploration.js')
  const { RunSteps, searchSpace } = await import('../dist/harness/explore/plan/search.js')
  const { spaces } = await import('../dist/harness/explore/plan/space.js')
  const lab = new Lab(subject)
  await kit00.check(lab)
  return new Exploration(lab).enter(spaces.twice, async (site) => {
    const { world, context, space, boundaries, baseline } = site
    const moments = Array.from({ length: boundaries }, (_, at) => ({ at, isFirst: true }))
    const samples = []
    // A round has some ten thousand schedules, or it would be over before it is measured.
    const searches = Math.max(1, Math.round(10_000 / boundaries ** 2))
    for (let round = 0; round < ROUNDS; round += 1) {
      let schedules = 0
      const { result, micros } = await measureMicros(async () => {
        for (let search = 0; search < searches; search += 1) {
          const progress = { covered: 0, total: 0 }
          const runs = new RunSteps(baseline)
          const whole = { index: 0, count: 1 }
          const { breach } = await explorePlans(
            searchSpace({ space, moments, runs, slice: whole, progress, isBrief: false }),
            {
              world,
              context,
              excluded: new Set(),
              isKnown: () => false,
              untilMs: Infinity,
              maxSchedules: Infinity,
              maxSteps: Infinity,
              progress,
            },
          )
          if (breach !== undefined) return breach
          schedules += progress.covered
        }
        return undefined
      })
      if (result !== undefined) throw new Error(`${subject.name}: ${JSON.stringify(result.plan)}`)
      samples.push({
        boundaries,
        schedules: schedules / searches,
        perSecond: (schedules / micros) * 1e6,
      })
    }
    return samples.toSorted((one, other) => other.perSecond - one.perSecond)[0]
  })
}

/**
 * As many runs of fast-check's scheduler: timers, the work and two operations in an order that it
 * chooses, the operations after any number of runs of the same scenario of six.
 */
async function runFastCheck(fc, { numRuns, awaits = 0, hasRace = false }) {
  const operation = fc.record({ after: fc.nat(5), isDrop: fc.boolean() })
  const property = fc.asyncProperty(
    fc.tuple(operation, operation),
    fc.scheduler(),
    async (operations, scheduler) => {
      const lines = []
      const log = (text) => lines.push(text)
      const logger = { info: log, warn: log, error: log }
      let runs = 0
      let isOver = false
      let runsWhenOver
      const timers = {
        setTimeout(callback) {
          const timer = { isCleared: false }
          const fire = async () => {
            await scheduler.schedule(Promise.resolve(), 'timer')
            if (!timer.isCleared) callback()
          }
          void fire()
          return timer
        },
        clearTimeout(timer) {
          timer.isCleared = true
        },
      }
      const perform = async ({ isDrop }) => {
        await scheduler.schedule(Promise.resolve(), 'operation')
        isOver = true
        runsWhenOver ??= runs
        if (isDrop) manager[Symbol.dispose]()
        else await manager.shutdown()
      }
      const start = (count) => {
        for (const each of operations) if (each.after === count) void perform(each)
      }
      const work = () => {
        runs += 1
        start(runs)
        if (runs === 3) return scheduler.schedule(Promise.reject(new Error('run failed')), 'work')
        return scheduler.schedule(Promise.resolve(), 'work')
      }
      const manager = createPoller({ work, logger }, { awaits, timers, hasRace })
      start(0)
      await scheduler.waitIdle()
      if (isOver && runsWhenOver !== runs) throw new Error('a run after the end')
    },
  )
  const { result, micros } = await measureMicros(() => fc.check(property, { numRuns, seed: 1 }))
  return { failed: result.failed, perSecond: (result.numRuns / micros) * 1e6 }
}

/** Called in the Vitest that {@link run} starts. */
export function measureInVitest() {
  return measureExplorer(toSubject(0))
}

/** Calls a function that a module of this folder exports, in a Vitest of its own. */
async function runVitest(module, name) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  // Inside the project, so that the test file finds `vitest`.
  const folder = await mkdtemp(path.join(root, 'dist', 'bench-'))
  const file = path.join(folder, 'explore.json')
  await writeFile(
    path.join(folder, 'explore.test.mjs'),
    `import { writeFile } from 'node:fs/promises'\n` +
      `import { test } from 'vitest'\n` +
      `import { ${name} } from ${JSON.stringify(fileURLToPath(new URL(module, import.meta.url)))}\n` +
      `test('explore', async () => writeFile(${JSON.stringify(file)}, JSON.stringify(await ${name}())), 600_000)\n`,
  )
  try {
    const { startVitest } = await import('vitest/node')
    const vitest = await startVitest('test', [], {
      root: folder,
      config: false,
      include: ['*.test.mjs'],
      watch: false,
      reporters: [{}],
    })
    await vitest.close()
    return JSON.parse(await readFile(file, 'utf8'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Prints the tables. */
export async function run() {
  const { explore } = await import('../dist/harness/index.js')
  const fc = await import('fast-check')
  const best = async () => {
    const samples = []
    for (let round = 0; round < 4; round += 1)
      samples.push((await runFastCheck(fc, { numRuns: 2000 })).perSecond)
    return Math.max(...samples)
  }
  const peer = await best()
  const raw = await measureExplorer(toSubject(0))
  const inVitest = await runVitest('./explore.mjs', 'measureInVitest')
  console.log(`\nexplore: schedules for a second of processor time, ${raw.boundaries} moments\n`)
  console.log(line(['', 'schedules/s', 'to fast-check']))
  console.log(line(['fast-check', count(peer), '']))
  console.log(line(['plain Node', count(raw.perSecond), times(raw.perSecond / peer)]))
  console.log(line(['in Vitest', count(inVitest.perSecond), times(inVitest.perSecond / peer)]))

  console.log('\nexplore: every pair of shutdown() and drop, as the manager awaits more often\n')
  console.log(line(['moments', 'schedules', 'us each', 'ms for all']))
  for (const awaits of AWAITS) {
    const { boundaries, schedules, perSecond } = await measureExplorer(toSubject(awaits))
    const [each, all] = [1e6 / perSecond, (1000 * schedules) / perSecond]
    console.log(line([boundaries, count(schedules), each.toFixed(1), all.toFixed(0)]))
  }

  console.log('\nexplore: a timer that is armed one await after the look at the state\n')
  const { micros, result } = await measureMicros(() => explore(toSubject(0, true)))
  const [{ coverage, failure }] = result.spaces
  console.log(`  explore: found by schedule ${coverage.covered}, ${(micros / 1000).toFixed(0)} ms`)
  console.log(`           ${failure.message}`)
  const numRuns = 20_000
  const other = await runFastCheck(fc, { numRuns, hasRace: true })
  console.log(
    `  fast-check: ${other.failed ? 'found' : 'not found'} in ${count(numRuns)} runs, ${count((1000 * numRuns) / other.perSecond)} ms`,
  )
  await printRaces()
}

/** Prints the time until each race of the tests is found. */
async function printRaces() {
  const rows = await runVitest('./explore-races.mjs', 'measureRaces')
  console.log(
    '\nexplore: processor time until a race is found, here and with plans drawn at random\n',
  )
  console.log(`  ${''.padEnd(34)}${line(['schedules', 'ms', 'drawn', 'ms'])}`)
  for (const { file, here, drawn } of rows) {
    const cells = [here, drawn].flatMap(({ isFound, schedules, millis }) => [
      isFound ? count(schedules) : 'missed',
      count(millis),
    ])
    console.log(`  ${file.padEnd(34)}${line(cells)}`)
  }
}

function line(cells) {
  return `  ${cells.map((cell) => String(cell).padStart(14)).join('')}`
}

function count(value) {
  return Math.round(value).toLocaleString('en-US')
}

function times(ratio) {
  return `${ratio.toFixed(ratio >= 10 ? 0 : 1)}x`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run()
