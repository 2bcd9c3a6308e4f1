// What a program without a test runner does with the package, one feature after the other. Prints an
// object: by the name of the feature, how it went, and what went wrong or is not supported.
import { inspect } from 'node:util'
import * as harness from 'vitest-shutdown/harness'
import { BackgroundTask, Interval, SchedulerTask } from 'vitest-shutdown/reference'

const quiet = { info() {}, warn() {}, error() {} }

const conforming = {
  name: 'Heartbeat',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) =>
    BackgroundTask.spawn(
      async ({ stop, run }) => {
        const interval = new Interval({ periodMs: 1000, missedTicks: 'skip' })
        while (await interval.tick(stop)) await run(work)
      },
      { name: 'Heartbeat', logger },
    ),
}

/** Starts one run after it has stopped. */
const broken = {
  name: 'Broken',
  ownership: 'owned',
  intervalMs: 1000,
  create({ work, logger }) {
    let timer = setTimeout(() => void tick(), 1000)
    let isStopped = false
    async function tick() {
      try {
        await work()
      } catch (error) {
        logger.error('failed', error)
      }
      if (!isStopped) timer = setTimeout(() => void tick(), 1000)
    }
    return {
      async shutdown() {
        isStopped = true
        logger.info('stopped')
      },
      [Symbol.dispose]() {
        isStopped = true
        clearTimeout(timer)
        logger.warn('dropped: call shutdown()')
      },
    }
  },
}

function expectEqual(actual, expected) {
  const [got, wanted] = [inspect(actual), inspect(expected)]
  if (got !== wanted) throw new Error(`got ${got} instead of ${wanted}`)
}

async function findBroken(subject) {
  const { verdict, rules } = await harness.checkConformance(subject)
  const broken = rules.filter(({ level, status }) => level === 'MUST' && status === 'fail')
  return { verdict, broken: broken.map(({ id, message }) => `${id} ${message}`) }
}

const features = {
  async conformance() {
    expectEqual(await findBroken(conforming), { verdict: 'conforms', broken: [] })
    const { verdict, broken: ids } = await findBroken(broken)
    expectEqual(verdict, 'violates')
    expectEqual(
      ids.some((id) => id.startsWith('STOP-03')),
      true,
    )
  },
  async explorer() {
    const { verdict, reason } = await harness.explore(conforming, { budgetMs: 2000 })
    expectEqual({ verdict, reason }, { verdict: 'holds', reason: undefined })
    const found = await harness.explore(broken, { budgetMs: 2000 })
    expectEqual(found.verdict, 'broken')
  },
  async 'virtual clock'() {
    const clock = harness.createClock()
    try {
      let runs = 0
      setInterval(() => runs++, 1000)
      await clock.advance(3000)
      expectEqual([runs, clock.pending().length], [3, 1])
    } finally {
      clock.restore()
    }
  },
  async 'open handles'() {
    const record = harness.recordHandles()
    const timer = setInterval(() => {}, 1000)
    try {
      const kinds = harness.findOpenHandles(record).map(({ kind }) => kind)
      expectEqual(kinds, ['interval'])
    } finally {
      clearInterval(timer)
      record.stop()
    }
  },
  async shutdown() {
    let runs = 0
    let reachThree
    const three = new Promise((resolve) => (reachThree = resolve))
    const task = SchedulerTask.spawn({
      schedule: () => ++runs === 3 && reachThree(),
      quantumMicros: 1000,
      logger: quiet,
    })
    await three
    await task.shutdown()
    const stopped = runs
    await new Promise((resolve) => setTimeout(resolve, 20))
    expectEqual(runs, stopped)
  },
  async drop() {
    const warnings = []
    const logger = { ...quiet, warn: (text) => warnings.push(text) }
    SchedulerTask.spawn({ schedule() {}, logger })[Symbol.dispose]()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expectEqual(warnings.length, 1)
  },
}

// Kept before any clock is installed: a feature that hangs must not keep the others from their turn.
const { setTimeout: startTimer } = globalThis
const LIMIT_MS = 30_000
const limit = () =>
  new Promise((_, reject) => {
    startTimer(() => reject(new Error(`not done within ${LIMIT_MS / 1000} s`)), LIMIT_MS).unref()
  })

async function findOutcome(run) {
  try {
    await Promise.race([run(), limit()])
    return { status: 'ok' }
  } catch (error) {
    // What the package says itself that it cannot do here.
    if (/ does not tell of the handles /.test(error.message))
      return { status: 'not supported', reason: error.message }
    return { status: 'failed', reason: error.stack ?? String(error) }
  }
}

const outcomes = {}
for (const [name, run] of Object.entries(features)) outcomes[name] = await findOutcome(run)
console.log(JSON.stringify(outcomes, null, 1))
process.exit()
