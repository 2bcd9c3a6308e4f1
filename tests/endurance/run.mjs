// Runs long what must not depend on how long it runs:
//   node tests/endurance/run.mjs [--only verdicts,cycles,guard,programs] [--runs N] [--minutes M]
//     [--cycles N] [--tests N] [--probes N] [--programs NAME,…] [--together N]
// Exit 1 when a verdict differed, or something grows.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startCpuHog } from './cpu-hog.mjs'
import { findSlope } from './measure-growth.mjs'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'verdicts,cycles,guard,programs' },
    runs: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '10' },
    cycles: { type: 'string', default: '10000' },
    tests: { type: 'string', default: '10000' },
    probes: { type: 'string', default: '20' },
    programs: { type: 'string', default: '' },
    together: { type: 'string', default: '2' },
  },
})

const HERE = fileURLToPath(new URL('.', import.meta.url))
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')

/** Bytes that one repetition may add: less than a manager, a handle or a scope that is kept. */
const MAX_BYTES = 100

const folder = mkdtempSync(join(tmpdir(), 'endurance-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

function runNode(args, env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...env },
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status, stdout, output: stdout + stderr }
}

function readResult(file, { output }) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Error(`No result. It printed:\n${output}`)
  }
}

/** Conformance, over and over, beside something that takes the processor away. */
async function runVerdicts() {
  const file = join(folder, 'verdicts.json')
  const stopHog = startCpuHog()
  const ended = runNode([VITEST, 'run', 'verdicts', '--config', join(HERE, 'vitest.config.ts')], {
    ENDURANCE_RUNS: options.runs,
    ENDURANCE_MS: String(Number(options.minutes) * 60_000),
    ENDURANCE_FILE: file,
  })
  await stopHog()
  const { subjects, runs, checks, differences, heap, ms } = readResult(file, ended)
  const perRun = heap.length > 4 ? findSlope(heap.map((bytes, run) => [run, bytes]).slice(1)) : NaN
  console.log(
    `verdicts: ${runs} of ${options.runs} runs over ${subjects} managers, ${checks} checks in ${(ms / 60_000).toFixed(1)} min beside a busy core; ${differences.length} verdicts differ; the heap grows by ${(perRun / 1024).toFixed(0)} KB a run`,
  )
  for (const difference of differences) console.log(`  ${difference}`)
  return differences.length === 0
}

/** The reference managers, created and ended. */
function runCycles() {
  const ended = runNode(['--expose-gc', join(HERE, 'cycles.mjs'), options.cycles])
  if (ended.status !== 0) throw new Error(ended.output)
  let isFlat = true
  for (const { manager, ending, count, bytes, handles, listeners } of JSON.parse(ended.stdout)) {
    console.log(
      `cycles: ${manager}, create and ${ending}, ${count} times: ${bytes.toFixed(1)} bytes each, ${handles} handles, ${listeners} listeners`,
    )
    isFlat &&= bytes <= MAX_BYTES && handles <= 0 && listeners <= 0
  }
  return isFlat
}

/** Many tests under the guard in one worker, beside the same without it: Vitest keeps something of each. */
function runGuard() {
  const slopes = ['off', 'on'].map((guard) => {
    const file = join(folder, `guard-${guard}.json`)
    const ended = runNode([VITEST, 'run', '--config', join(HERE, 'guard/vitest.config.mjs')], {
      ENDURANCE_TESTS: options.tests,
      ENDURANCE_GUARD: guard,
      ENDURANCE_FILE: file,
    })
    if (ended.status !== 0) throw new Error(ended.output)
    return findSlope(readResult(file, ended))
  })
  const [off, on] = slopes
  console.log(
    `guard: ${options.tests} tests in one worker: ${on.toFixed(0)} bytes each, without the guard ${off.toFixed(0)}`,
  )
  return on - off <= MAX_BYTES
}

/** The broken and the correct programs, probed over and over beside two busy cores. */
async function runPrograms() {
  const file = join(folder, 'programs.json')
  const hogs = [startCpuHog(), startCpuHog()]
  const ended = runNode([VITEST, 'run', 'programs', '--config', join(HERE, 'vitest.config.ts')], {
    ENDURANCE_RUNS: options.probes,
    ENDURANCE_MS: String(Number(options.minutes) * 60_000),
    ENDURANCE_TOGETHER: options.together,
    ENDURANCE_PROGRAMS: options.programs,
    ENDURANCE_FILE: file,
  })
  await Promise.all(hogs.map((stopHog) => stopHog()))
  let isWell = true
  for (const { program, runs, sameVerdict, sameText, differences } of readResult(file, ended)) {
    console.log(
      `programs: ${program}: ${runs} of ${options.probes} runs, ${sameVerdict} with the right verdict, ${sameText} with the same text`,
    )
    for (const difference of differences) console.log(difference.replaceAll(/^/gm, '  '))
    isWell &&= sameVerdict === runs && sameText === runs
  }
  return isWell
}

const PARTS = { verdicts: runVerdicts, cycles: runCycles, guard: runGuard, programs: runPrograms }
let isWell = true
for (const name of options.only.split(',')) {
  const run = PARTS[name]
  if (run === undefined)
    throw new TypeError(
      `Expected --only to be some of ${Object.keys(PARTS).join(', ')}, got ${name}`,
    )
  isWell = (await run()) && isWell
}
process.exitCode = isWell ? 0 : 1
