// 100 µs quanta: SchedulerTask's precise mode beside timers that catch up and a setImmediate spin.
// Each contender runs in a process of its own; absolute figures depend on the machine and its load.
import { execFile } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { SchedulerTask } from '../dist/reference/index.js'

const QUANTUM_MICROS = 100
const MEASURED_MS = 1500
const ROUNDS = 3
const quiet = { info() {}, warn() {}, error() {} }
const nowMicros = () => Number(process.hrtime.bigint()) / 1000

/** Each calls `tick(dueMicros)` every quantum until it is stopped. */
const contenders = {
  'SchedulerTask, precise': (tick) => {
    // The lateness is taken from its own stats: the due time is not handed to the work.
    const task = SchedulerTask.spawn({
      schedule: () => tick(undefined),
      quantumMicros: QUANTUM_MICROS,
      precise: true,
      logger: quiet,
    })
    return { stop: () => task.shutdown(), lateness: () => task.stats().pacing }
  },
  'setTimeout(1) + catch-up': (tick) => {
    let due = nowMicros() + QUANTUM_MICROS
    const run = () => {
      for (const now = nowMicros(); due <= now; due += QUANTUM_MICROS) tick(due)
      timer = setTimeout(run, 1)
    }
    let timer = setTimeout(run, 1)
    return { stop: () => clearTimeout(timer) }
  },
  'setImmediate spin': (tick) => {
    let isRunning = true
    let due = nowMicros() + QUANTUM_MICROS
    const run = () => {
      for (const now = nowMicros(); due <= now; due += QUANTUM_MICROS) tick(due)
      if (isRunning) setImmediate(run)
    }
    run()
    return {
      stop: () => {
        isRunning = false
      },
    }
  },
  'SchedulerTask, 1 ms mode': (tick) => {
    const task = SchedulerTask.spawn({
      schedule: () => tick(undefined),
      quantumMicros: QUANTUM_MICROS,
      logger: quiet,
    })
    return { stop: () => task.shutdown() }
  },
  'SchedulerTask, precise, paused': () => {
    const task = SchedulerTask.spawn({
      schedule: () => {},
      quantumMicros: QUANTUM_MICROS,
      precise: true,
      logger: quiet,
    })
    task.pause()
    return { stop: () => task.shutdown() }
  },
}

/** Measures one contender in this process. */
async function measure(name) {
  const late = []
  let ticks = 0
  const contender = contenders[name]((dueMicros) => {
    ticks += 1
    if (dueMicros !== undefined) late.push(nowMicros() - dueMicros)
  })
  await sleep(200)
  const before = { ticks, late: late.length, cpu: process.cpuUsage(), atMs: performance.now() }
  await sleep(MEASURED_MS)
  const elapsedMs = performance.now() - before.atMs
  const { user, system } = process.cpuUsage(before.cpu)
  const counted = ticks - before.ticks
  const sorted = late.slice(before.late).toSorted((a, b) => a - b)
  const own = contender.lateness?.()
  await contender.stop()
  return {
    perMs: counted / elapsedMs,
    p50: own?.latenessP50Micros ?? sorted[Math.floor(sorted.length * 0.5)] ?? null,
    p99: own?.latenessP99Micros ?? sorted[Math.floor(sorted.length * 0.99)] ?? null,
    cpu: (user + system) / 1000 / elapsedMs,
  }
}

/** Measures all, interleaved, and prints. */
export async function run() {
  const execute = promisify(execFile)
  const figures = new Map(Object.keys(contenders).map((name) => [name, []]))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of figures.keys()) {
      const { stdout } = await execute(process.execPath, [import.meta.filename, name])
      figures.get(name).push(JSON.parse(stdout))
    }
  }
  console.log(`\n100 µs quanta: medians of ${ROUNDS} runs of ${MEASURED_MS} ms\n`)
  print('', ['runs per ms', 'late p50', 'late p99', 'processor'])
  for (const [name, rounds] of figures) {
    const of = (key) => median(rounds.map((round) => round[key]))
    print(name, [
      of('perMs').toFixed(2),
      of('p50') === null ? '–' : `${of('p50').toFixed(0)} µs`,
      of('p99') === null ? '–' : `${of('p99').toFixed(0)} µs`,
      `${(of('cpu') * 100).toFixed(0)} %`,
    ])
  }
}

function print(name, cells) {
  console.log(`  ${name.padEnd(32)}${cells.map((text) => text.padStart(13)).join('')}`)
}

function median(samples) {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)]
}

function sleep(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , name] = process.argv
  if (name === undefined) await run()
  else console.log(JSON.stringify(await measure(name)))
}
