// The whole rule catalogue on the two reference managers, in this process: without the start of
// Node and Vitest, which bench/check.mjs measures.
import { pathToFileURL } from 'node:url'
import { checkConformance, installTrampolines } from '../dist/harness/index.js'

const ROUNDS = 9

/** Measures and prints. */
export async function run() {
  installTrampolines()
  const { AsyncTaskManager, SchedulerTask } = await import('../dist/reference/index.js')
  const subjects = [
    {
      name: 'AsyncTaskManager',
      ownership: 'shared',
      intervalMs: 300_000,
      create: ({ work, logger }) => AsyncTaskManager.spawn({ onSweep: work, logger }),
      shutdownWithin: (m, timeoutMs, signal) => m.shutdownWithin(timeoutMs, signal),
      shutdownWith: (m, cleanup) => m.shutdownWith(cleanup),
    },
    {
      name: 'SchedulerTask',
      ownership: 'owned',
      intervalMs: 1000,
      create: ({ work, logger }) =>
        SchedulerTask.spawn({ schedule: work, quantumMicros: 1_000_000, logger }),
      shutdownWithin: (m, timeoutMs, signal) => m.shutdownWithin(timeoutMs, signal),
      shutdownWith: (m, cleanup) => m.shutdownWith(cleanup),
    },
  ]
  const times = new Map(subjects.map(({ name }) => [name, []]))
  const counts = new Map()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const subject of subjects) {
      const startMs = performance.now()
      const report = await checkConformance(subject)
      times.get(subject.name).push(performance.now() - startMs)
      counts.set(subject.name, report.counts)
    }
  }
  console.log('\nWhole catalogue in one process: first run, and median of the later ones\n')
  for (const [name, [first, ...later]] of times) {
    const { pass, skip, fail } = counts.get(name)
    const rest = later.toSorted((a, b) => a - b)[Math.floor(later.length / 2)]
    console.log(
      `  ${name.padEnd(18)} ${first.toFixed(0)} ms, then ${rest.toFixed(0)} ms (${pass} rules pass, ${skip} do not apply, ${fail} fail)`,
    )
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await run()
