// How soon a hang has a verdict, beside the time limit of a test, and what an automatic move of time
// costs, beside the one of fake-timers. Absolute times depend on the machine: read the ratios.
//
// Inside Vitest everything is a little dearer: its rows are measured by a Vitest that is started for
// them on a test file which calls `measureHangs` below.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROUNDS = 21
const SLEEPS = 3000
/** What a test is given by default, and says nothing then but that it took too long. */
const TIME_LIMIT_MS = 5000
/** The native ones, kept from before any clock. */
const { performance, setTimeout: nativeSetTimeout } = globalThis

const never = () => new Promise(() => {})
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** The bodies that hang; each opens what it needs. */
const hangs = {
  'a promise that nobody settles': () => async () => {
    await sleep(1000)
    await never()
  },
  'two tasks that await each other': () => async () => {
    const tasks = []
    const wait = async (other) => {
      await sleep(1)
      await tasks[other]
    }
    tasks.push(wait(1), wait(0))
    await Promise.all(tasks)
  },
  'a promise from before the run': () => {
    const before = never()
    return async () => {
      await before
    }
  },
}

/** Measures each hang, in milliseconds to the verdict, and writes the medians to a file. */
export async function measureHangs(runVirtual, file) {
  const figures = {}
  for (const [name, create] of Object.entries(hangs)) {
    const samples = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const body = create()
      const startedMs = performance.now()
      await runVirtual(body).catch(() => {})
      samples.push(performance.now() - startedMs)
    }
    figures[name] = { median: median(samples), most: Math.max(...samples.slice(1)) }
  }
  await writeFile(file, JSON.stringify(figures))
}

/** Measures a loop of sleeps, in microseconds of processor time for each. */
async function measureSleeps(runVirtual, FakeTimers) {
  const loop = async () => {
    for (let count = 0; count < SLEEPS; count += 1) await sleep(1000)
  }
  const ways = {
    'runVirtual()': () => runVirtual(loop),
    'fake-timers nextAsync()': async () => {
      const clock = FakeTimers.install({ toNotFake: ['nextTick', 'queueMicrotask'] })
      const state = { isOver: false }
      const ended = loop().then(() => {
        state.isOver = true
      })
      while (!state.isOver) await clock.nextAsync()
      await ended
      clock.uninstall()
    },
  }
  const samples = Object.fromEntries(Object.keys(ways).map((name) => [name, []]))
  for (let round = 0; round < 5; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const before = process.cpuUsage()
      await way()
      const { user, system } = process.cpuUsage(before)
      samples[name].push((user + system) / SLEEPS)
      await new Promise((resolve) => nativeSetTimeout(resolve, 10))
    }
  }
  return Object.entries(samples).map(([name, own]) => [name, median(own)])
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

async function runInVitest(folder) {
  const file = path.join(folder, 'hangs.json')
  const harness = new URL('../dist/harness/index.js', import.meta.url).href
  await writeFile(
    path.join(folder, 'hangs.test.mjs'),
    `import { test } from 'vitest'\n` +
      `import { runVirtual } from ${JSON.stringify(harness)}\n` +
      `import { measureHangs } from ${JSON.stringify(import.meta.url)}\n` +
      `test('hangs', () => measureHangs(runVirtual, ${JSON.stringify(file)}), 600_000)\n`,
  )
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
}

/** Prints the tables. */
export async function run() {
  const { runVirtual } = await import('../dist/harness/index.js')
  const FakeTimers = createRequire(import.meta.url)('@sinonjs/fake-timers')
  const root = fileURLToPath(new URL('..', import.meta.url))
  // Inside the project, so that the test file finds `vitest`.
  const folder = await mkdtemp(path.join(root, 'dist', 'bench-'))
  try {
    const sleeps = await measureSleeps(runVirtual, FakeTimers)
    const file = path.join(folder, 'plain.json')
    await measureHangs(runVirtual, file)
    const plain = JSON.parse(await readFile(file, 'utf8'))
    const inVitest = await runInVitest(folder)
    console.log(
      '\ndeadlock: milliseconds to the verdict, and how many times sooner than the limit of a test',
    )
    console.log(line(['', 'Node: median', 'most', 'sooner', 'Vitest: median', 'most', 'sooner']))
    for (const name of Object.keys(hangs)) {
      const cells = [plain[name], inVitest[name]].flatMap((figure) => [
        figure.median.toFixed(2),
        figure.most.toFixed(1),
        `${(TIME_LIMIT_MS / figure.median).toFixed(0)}x`,
      ])
      console.log(line([name, ...cells]))
    }
    console.log('\n  processor microseconds for a sleep that time goes on over by itself')
    const [[, base]] = sleeps
    for (const [name, micros] of sleeps)
      console.log(line([name, micros.toFixed(1), `${(micros / base).toFixed(1)}x`]))
  } finally {
    await rm(folder, { recursive: true })
  }
}

function line([name, ...cells]) {
  return `  ${name.padEnd(34)}${cells.map((cell) => String(cell).padStart(16)).join('')}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run()
