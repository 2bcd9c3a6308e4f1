// What a fired timer costs while others are pending, for our clock, for plain fake-timers and for
// `vi`. Absolute times depend on the machine: read the ratios.
//
// `vi` works inside Vitest only, so its rows are measured by a Vitest that is started for them on a
// test file which calls `measureVi` below.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const PENDING = [10, 100, 1000, 10_000, 100_000]
const ROUNDS = 3
/** `vi` takes a linear time for each fire: beyond this it would take minutes. */
const VI_MAX_PENDING = 10_000
const FAR_MS = 1e9
/** The native one, kept from before any clock. */
const { setImmediate } = globalThis

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')

/**
 * Measures a kind of fake time: `install` gives how to move it, by an `advance(ms)` that may return
 * a promise, and how to remove it.
 *
 * One interval of 1 ms fires while `pending` timers wait. `once` is one advance over all fires,
 * `stepwise` an advance by 1 ms for each.
 */
async function measure(
  { name, install, budget = () => ({ once: 5000, stepwise: 5000 }) },
  pending,
) {
  const { once: fires, stepwise: steps } = budget(pending)
  const time = install()
  let fired = 0
  for (let count = 0; count < pending; count += 1) setTimeout(() => {}, FAR_MS)
  setInterval(() => (fired += 1), 1)
  // What making the timers has left behind is not what firing them costs.
  collectGarbage()
  const once = await perFire(fires, () => time.advance(fires))
  const stepwise = await perFire(steps, async () => {
    for (let step = 0; step < steps; step += 1) await time.advance(1)
  })
  time.restore()
  if (fired !== fires + steps) throw new Error(`${name}: ${fired} of ${fires + steps} fires`)
  return { once, stepwise }
}

/** Microseconds of processor time for each of `fires`: other processes do not count. */
async function perFire(fires, body) {
  const start = process.cpuUsage()
  await body()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / fires
}

const ours = (createClock) => ({
  name: 'vitest-shutdown',
  install: () => {
    const clock = createClock()
    return { advance: (ms) => clock.advance(ms), restore: () => clock.restore() }
  },
})

const plain = (fakeTimers) => ({
  name: 'fake-timers',
  budget: (pending) => ({ once: 5000, stepwise: pending > 10_000 ? 100 : 1000 }),
  install: () => {
    const clock = fakeTimers.install({ toNotFake: ['nextTick', 'queueMicrotask'] })
    return { advance: (ms) => clock.tickAsync(ms), restore: () => clock.uninstall() }
  },
})

const ofVitest = (vi) => ({
  name: 'vi',
  budget: (pending) =>
    pending >= 10_000 ? { once: 10, stepwise: 10 } : { once: 200, stepwise: 200 },
  install: () => {
    vi.useFakeTimers()
    return {
      advance: (ms) => vi.advanceTimersByTimeAsync(ms),
      restore: () => vi.useRealTimers(),
    }
  },
})

/** Called in the Vitest that {@link run} starts; writes the results to `file`. */
export async function measureVi(vi, file) {
  const results = []
  for (const pending of PENDING.filter((pending) => pending <= VI_MAX_PENDING)) {
    results.push({ pending, ...(await medians([ofVitest(vi)], pending, 2))[0] })
  }
  await writeFile(file, JSON.stringify(results))
}

/** The contestants take turns, so that a slow moment of the machine hits all of them. */
async function medians(contestants, pending, rounds = ROUNDS) {
  const samples = contestants.map(() => [])
  for (let round = 0; round < rounds + 1; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      const sample = await measure(contestant, pending)
      // The first round warms up.
      if (round > 0) samples[index].push(sample)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return samples.map((own) => ({
    once: median(own.map(({ once }) => once)),
    stepwise: median(own.map(({ stepwise }) => stepwise)),
  }))
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

async function runVi() {
  const root = fileURLToPath(new URL('..', import.meta.url))
  // Inside the project, so that the test file finds `vitest`.
  const folder = await mkdtemp(path.join(root, 'dist', 'bench-'))
  const file = path.join(folder, 'vi.json')
  const test = path.join(folder, 'vi.test.mjs')
  await writeFile(
    test,
    `import { test, vi } from 'vitest'\n` +
      `import { measureVi } from ${JSON.stringify(import.meta.url)}\n` +
      `test('vi', () => measureVi(vi, ${JSON.stringify(file)}), 600_000)\n`,
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

/** Prints the table. */
export async function run() {
  const { createClock } = await import('../dist/harness/clock/create-clock.js')
  const fakeTimers = createRequire(import.meta.url)('@sinonjs/fake-timers')
  const contestants = [ours(createClock), plain(fakeTimers)]
  const ofVi = await runVi()
  const rows = []
  for (const pending of PENDING) {
    const [own, sinon] = await medians(contestants, pending)
    rows.push({ pending, own, sinon, vi: ofVi.find((result) => result.pending === pending) })
  }
  console.log(
    'clock: processor microseconds for a fired timer while n others are pending; async, drained',
  )
  for (const [way, title] of [
    ['once', 'one advance over all fires'],
    ['stepwise', 'advance(1) for each fire'],
  ]) {
    console.log(`\n  ${title}`)
    console.log(line(['n', 'ours', 'to n=10', 'fake-timers', 'to ours', 'vi', 'to ours']))
    for (const { pending, own, sinon, vi } of rows) {
      const base = rows[0].own[way]
      console.log(
        line([
          pending,
          micros(own[way]),
          ratio(own[way] / base),
          micros(sinon[way]),
          ratio(sinon[way] / own[way]),
          vi === undefined ? 'not run' : micros(vi[way]),
          vi === undefined ? '' : ratio(vi[way] / own[way]),
        ]),
      )
    }
  }
}

function line(cells) {
  return `  ${cells.map((cell) => String(cell).padStart(12)).join('')}`
}

function micros(value) {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}

function ratio(value) {
  return `${value >= 10 ? value.toFixed(0) : value.toFixed(1)}x`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run()
