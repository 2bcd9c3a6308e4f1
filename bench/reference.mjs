// What a reference manager costs, beside toad-scheduler, croner and a bare setInterval. Absolute
// times depend on the machine: read the ratios to the bare interval.
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Cron } from 'croner'
import { SimpleIntervalJob, Task, ToadScheduler } from 'toad-scheduler'
import { AsyncTaskManager, SchedulerTask } from '../dist/reference/index.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')

const INSTANCES = 1000
const ROUNDS = 5
const TICKS_MS = 1000
const quiet = { info() {}, warn() {}, error() {} }
const nothing = () => {}

/** Each starts one task that does nothing every `intervalMs`; `stop` is its gentlest end. */
const contenders = [
  {
    name: 'bare setInterval',
    start: (intervalMs) => setInterval(nothing, intervalMs),
    stop: (timer) => clearInterval(timer),
    abort: (timer) => clearInterval(timer),
  },
  {
    name: 'SchedulerTask',
    start: (intervalMs) =>
      SchedulerTask.spawn({ schedule: nothing, quantumMicros: intervalMs * 1000, logger: quiet }),
    stop: (task) => task.shutdown(),
    abort: (task) => task[Symbol.dispose](),
  },
  {
    name: 'AsyncTaskManager',
    start: (intervalMs) => AsyncTaskManager.spawn({ sweepIntervalMs: intervalMs, logger: quiet }),
    stop: (manager) => manager.shutdown(),
    abort: (manager) => manager[Symbol.dispose](),
  },
  {
    name: 'toad-scheduler',
    start: (intervalMs) => {
      const scheduler = new ToadScheduler()
      scheduler.addSimpleIntervalJob(
        new SimpleIntervalJob({ milliseconds: intervalMs }, new Task('nothing', nothing)),
      )
      return scheduler
    },
    stop: (scheduler) => scheduler.stop(),
    abort: (scheduler) => scheduler.stop(),
  },
  {
    name: 'croner',
    // Its finest pattern is one second; the running cost is left out for that.
    isCoarse: true,
    start: () => new Cron('* * * * * *', { protect: true }, nothing),
    stop: (job) => job.stop(),
    abort: (job) => job.stop(),
  },
]

/** Bytes of heap for each idle instance. */
function measureMemory({ start, stop }) {
  const instances = Array.from({ length: INSTANCES })
  collectGarbage()
  const before = process.memoryUsage().heapUsed
  for (let index = 0; index < INSTANCES; index += 1) instances[index] = start(3_600_000)
  collectGarbage()
  const bytes = (process.memoryUsage().heapUsed - before) / INSTANCES
  return Promise.all(instances.map(stop)).then(() => bytes)
}

/** Microseconds that starting a task takes, median over the instances. */
async function measureStart({ start, stop }) {
  const samples = []
  for (let index = 0; index < INSTANCES; index += 1) {
    const startedMs = performance.now()
    const instance = start(3_600_000)
    samples.push((performance.now() - startedMs) * 1000)
    await stop(instance)
  }
  return median(samples)
}

/** Microseconds from the call until the task has ended, median over the instances. */
async function measureStop({ start }, stop) {
  const samples = []
  for (let index = 0; index < INSTANCES; index += 1) {
    const instance = start(3_600_000)
    // Between its first steps and its end an instance sleeps, as a real one does.
    if (index % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
    const startedMs = performance.now()
    await stop(instance)
    samples.push((performance.now() - startedMs) * 1000)
  }
  return median(samples)
}

/** Microseconds of processor time for each tick at 1 ms, the loop being otherwise idle. */
async function measureTicks({ start, stop }) {
  const instance = start(1)
  await sleep(50)
  const before = process.cpuUsage()
  await sleep(TICKS_MS)
  const { user, system } = process.cpuUsage(before)
  await stop(instance)
  return (user + system) / TICKS_MS
}

/** Measures and prints. */
export async function run() {
  const figures = new Map(
    contenders.map(({ name }) => [name, { memory: [], start: [], stop: [], abort: [], ticks: [] }]),
  )
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const contender of contenders) {
      const own = figures.get(contender.name)
      own.memory.push(await measureMemory(contender))
      own.start.push(await measureStart(contender))
      own.stop.push(await measureStop(contender, contender.stop))
      own.abort.push(await measureStop(contender, contender.abort))
      if (!contender.isCoarse) own.ticks.push(await measureTicks(contender))
    }
  }
  const bare = figures.get(contenders[0].name)
  console.log('\nReference managers: medians, and the ratio to a bare setInterval\n')
  print('', 'memory/instance', 'start', 'graceful stop', 'abort', 'CPU per 1 ms tick')
  for (const [name, own] of figures) {
    print(
      name,
      cell(own.memory, bare.memory, 'B', 0),
      cell(own.start, bare.start, 'µs', 1),
      cell(own.stop, bare.stop, 'µs', 1),
      cell(own.abort, bare.abort, 'µs', 1),
      own.ticks.length === 0 ? '–' : cell(own.ticks, bare.ticks, 'µs', 1),
    )
  }
}

function cell(samples, base, unit, digits) {
  return `${median(samples).toFixed(digits)} ${unit} ×${(median(samples) / median(base)).toFixed(1)}`
}

function print(name, ...cells) {
  console.log(`  ${name.padEnd(18)}${cells.map((text) => text.padStart(20)).join('')}`)
}

function median(samples) {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)]
}

function sleep(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await run()
