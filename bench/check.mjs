/** Measures `vitest-shutdown check` against an empty `vitest run`, as a user waits for both. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MAIN = join(ROOT, 'dist/cli/main.js')
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')
const ROUNDS = 7
const MANY = 100
/** Managers that conform are explored to the end of the limits; the small one breaks something soon. */
const CONFORMING = {
  'one owner': 'examples/heartbeat/heartbeat.subject.ts',
  'clone-shared': 'examples/reference/async-task-manager.ts',
}

const subject = (name) => `
class Heartbeat {
  #work; #logger; #timer; #run; #shutdown
  #isDropped = false
  #abort = new AbortController()
  constructor({ work, logger }: any) {
    this.#work = work
    this.#logger = logger
    this.#sleep()
  }
  #sleep() {
    this.#timer = setTimeout(() => (this.#run = this.#tick()), 1000)
  }
  async #tick() {
    try {
      await this.#work(this.#abort.signal)
    } catch (error) {
      this.#logger.error('run failed', error)
    }
    if (this.#shutdown === undefined && !this.#isDropped) this.#sleep()
  }
  shutdown() {
    return (this.#shutdown ??= this.#stop())
  }
  async #stop() {
    clearTimeout(this.#timer)
    await this.#run
    if (!this.#isDropped) this.#logger.info('stopped')
  }
  [Symbol.dispose]() {
    if (this.#isDropped || this.#shutdown !== undefined) return
    this.#isDropped = true
    clearTimeout(this.#timer)
    this.#abort.abort()
    this.#logger.warn('dropped: call shutdown() instead')
  }
}
export default {
  name: '${name}', ownership: 'owned', intervalMs: 1000, create: (probe: any) => new Heartbeat(probe),
}
`

/** Runs the benchmark, prints its figures and returns them. */
export function run() {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'vitest-shutdown-bench-'))
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'))
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }')
    writeFileSync(
      join(directory, 'empty.test.ts'),
      "import { test } from 'vitest'\ntest('nothing', () => {})\n",
    )
    mkdirSync(join(directory, 'many'))
    const many = Array.from({ length: MANY }, (_, index) => `many/subject-${index}.ts`)
    for (const file of many) writeFileSync(join(directory, file), subject(file))
    writeFileSync(join(directory, 'one.ts'), subject('Heartbeat'))

    const empty = []
    const one = []
    const conforming = { 'one owner': [], 'clone-shared': [] }
    // Interleaved, so that a busy machine is busy for both.
    for (let round = 0; round < ROUNDS; round += 1) {
      empty.push(measure(directory, [VITEST, 'run'], [0]))
      one.push(measure(directory, [MAIN, 'check', 'one.ts'], [0, 1]))
      for (const [kind, file] of Object.entries(CONFORMING))
        conforming[kind].push(measure(ROOT, [MAIN, 'check', file], [0]))
    }
    const manyMs = measure(directory, [MAIN, 'check', ...many], [0, 1])
    const figures = {
      emptyRunMs: median(empty),
      checkMs: median(one),
      ratio: median(one) / median(empty),
      checkManyMs: manyMs,
      perModuleMs: manyMs / MANY,
    }
    console.log(`empty \`vitest run\`:        ${figures.emptyRunMs.toFixed(0)} ms`)
    console.log(`check of one module:       ${figures.checkMs.toFixed(0)} ms`)
    console.log(
      `ratio:                     ${figures.ratio.toFixed(2)} (median of ${ROUNDS} rounds)`,
    )
    for (const [kind, times] of Object.entries(conforming))
      console.log(
        `one that conforms, ${`${kind}:`.padEnd(14)} ${(median(times) / median(empty)).toFixed(2)} times the empty run`,
      )
    console.log(
      `check of ${MANY} modules:      ${(manyMs / 1000).toFixed(1)} s, ${figures.perModuleMs.toFixed(0)} ms each`,
    )
    return figures
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function measure(directory, command, expectedCodes) {
  const startMs = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: directory,
    encoding: 'utf8',
  })
  const elapsedMs = performance.now() - startMs
  if (!expectedCodes.includes(status)) {
    throw new Error(`${command.slice(0, 3).join(' ')} ended with ${status}:\n${stdout}${stderr}`)
  }
  return elapsedMs
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
