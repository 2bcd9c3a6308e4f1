// How long a shutdown takes from the call until the task has stopped, asleep and busy, beside a loop
// that reads a flag when its sleep is over. Read the ratios: to the interval, and to what is left of the run.
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { BackgroundTask, Interval, SchedulerTask } from '../dist/reference/index.js'

const ROUNDS = 15
const INTERVAL_MS = 200
const RUN_MS = 100
const quiet = { info() {}, warn() {}, error() {} }

/** A loop that nothing wakes: the worst case that the pattern allows. */
function startPolling(work, intervalMs) {
  const flag = { isStopping: false }
  const loop = (async () => {
    while (!flag.isStopping) {
      await sleep(intervalMs)
      if (!flag.isStopping) await work()
    }
  })()
  return {
    shutdown() {
      flag.isStopping = true
      return loop
    },
  }
}

const contenders = [
  { name: 'a flag, read after the sleep', start: startPolling },
  {
    name: 'BackgroundTask',
    start: (work, intervalMs) =>
      BackgroundTask.spawn(
        async ({ stop, run }) => {
          const interval = new Interval({ periodMs: intervalMs, missedTicks: 'skip' })
          while (await interval.tick(stop)) await run(work)
        },
        { logger: quiet },
      ),
  },
  {
    name: 'SchedulerTask',
    start: (work, intervalMs) =>
      SchedulerTask.spawn({ schedule: work, quantumMicros: intervalMs * 1000, logger: quiet }),
  },
]

/** Milliseconds that a shutdown takes which comes somewhere in the sleep. */
async function measureAsleep({ start }, share) {
  const task = start(() => {}, INTERVAL_MS)
  await sleep(INTERVAL_MS * share)
  const startedMs = performance.now()
  await task.shutdown()
  return performance.now() - startedMs
}

/** Milliseconds that a shutdown takes beyond the run that is in flight. */
async function measureBusy({ start }) {
  let endedMs = 0
  const begun = createDeferred()
  const task = start(async () => {
    begun.resolve()
    await sleep(RUN_MS)
    endedMs = performance.now()
  }, 1)
  await begun.promise
  await task.shutdown()
  return performance.now() - endedMs
}

function createDeferred() {
  const deferred = {}
  deferred.promise = new Promise((resolve) => {
    deferred.resolve = resolve
  })
  return deferred
}

/** Measures and prints. */
export async function run() {
  console.log(
    `\nFrom shutdown() to the end: medians, as a share of the interval of ${INTERVAL_MS} ms; and beyond the end of a run of ${RUN_MS} ms\n`,
  )
  print('', 'a tenth asleep', 'nine tenths asleep', 'busy')
  for (const contender of contenders) {
    const early = []
    const late = []
    const busy = []
    for (let round = 0; round < ROUNDS; round += 1) {
      early.push(await measureAsleep(contender, 0.1))
      late.push(await measureAsleep(contender, 0.9))
      busy.push(await measureBusy(contender))
    }
    const share = (samples) =>
      `${median(samples).toFixed(2)} ms (${((median(samples) / INTERVAL_MS) * 100).toFixed(1)} %)`
    print(contender.name, share(early), share(late), `${median(busy).toFixed(2)} ms`)
  }
}

function print(name, ...cells) {
  console.log(`  ${name.padEnd(30)}${cells.map((text) => text.padStart(22)).join('')}`)
}

function median(samples) {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)]
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await run()
