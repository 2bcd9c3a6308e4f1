// A project in a temporary folder in which vitest-shutdown is installed as a user has it, so that
// it is loaded from node_modules and the guard knows its frames for a dependency's.
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const INSTALLED = 'node_modules/vitest-shutdown'

/**
 * Notes the processor time of the worker from before the first beforeAll hook to after the last
 * afterAll hook and everything that a setup file after this one does around them.
 */
const MEASURE = `
  import { writeFileSync } from 'node:fs'
  import { aroundAll } from 'vitest'
  aroundAll(async (runSuite) => {
    const start = process.cpuUsage()
    await runSuite()
    const { user, system } = process.cpuUsage(start)
    writeFileSync(process.env.GUARD_BENCH_FILE, JSON.stringify({ cpuMicros: user + system }))
  })
`

/** What each variant adds to a plain run. */
const VARIANTS = {
  plain: { setup: [] },
  guard: { setup: ['vitest-shutdown/setup'] },
  trampolines: { setup: ['./trampolines.mjs'] },
  off: { setup: ['vitest-shutdown/setup', './off.mjs'] },
  flag: { setup: [], options: { detectAsyncLeaks: true } },
}

const SETUP_FILES = {
  'measure.mjs': MEASURE,
  // The part of the guard's setup that the virtual clock needs, alone.
  'trampolines.mjs': `
    import { installTrampolines } from './${INSTALLED}/dist/harness/clock/trampolines.js'
    installTrampolines()
  `,
  'off.mjs': `
    import { configureGuard } from 'vitest-shutdown'
    configureGuard({ mode: 'off' })
  `,
}

/** The names that `measure()` knows. */
export const variantNames = Object.keys(VARIANTS)

/** @param vitestFolder where `node_modules/vitest` is */
export function createProject(vitestFolder = ROOT) {
  const vitest = join(vitestFolder, 'node_modules/vitest')
  if (!existsSync(join(vitest, 'package.json'))) {
    throw new TypeError(`Expected a folder in which Vitest is installed, got ${vitestFolder}`)
  }
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'vitest-shutdown-bench-'))
  install(folder, vitest)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const [name, text] of Object.entries(SETUP_FILES)) writeFileSync(join(folder, name), text)
  for (const name of variantNames) writeFileSync(join(folder, `${name}.config.mjs`), config(name))
  return {
    vitestVersion: JSON.parse(readFileSync(join(vitest, 'package.json'), 'utf8')).version,
    /** Microseconds of processor time that a variant takes for a test file. */
    measure: (variant, source) => measure(folder, vitest, variant, source),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function install(folder, vitest) {
  mkdirSync(join(folder, INSTALLED), { recursive: true })
  mkdirSync(join(folder, 'node_modules/@sinonjs'))
  for (const name of ['package.json', 'dist']) {
    cpSync(join(ROOT, name), join(folder, INSTALLED, name), { recursive: true })
  }
  symlinkSync(vitest, join(folder, 'node_modules/vitest'))
  symlinkSync(
    join(ROOT, 'node_modules/@sinonjs/fake-timers'),
    join(folder, 'node_modules/@sinonjs/fake-timers'),
  )
}

function config(variant) {
  const { setup, options } = VARIANTS[variant]
  const test = {
    include: ['suite.test.mjs'],
    pool: 'forks',
    fileParallelism: false,
    setupFiles: ['./measure.mjs', ...setup],
    ...options,
  }
  return `export default ${JSON.stringify({ test })}`
}

function measure(folder, vitest, variant, source) {
  const file = join(folder, 'result.json')
  rmSync(file, { force: true })
  writeFileSync(join(folder, 'suite.test.mjs'), source)
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(vitest, 'vitest.mjs'), 'run', '--config', `${variant}.config.mjs`, '--reporter=dot'],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', GUARD_BENCH_FILE: file },
      maxBuffer: 2 ** 30,
    },
  )
  if (status !== 0) {
    // Without the dots of the reporter.
    const output = `${stdout}${stderr}`.replace(/\S{100,}/g, '')
    throw new Error(`The ${variant} run ended with ${status}:\n${output.slice(0, 5000)}`)
  }
  return JSON.parse(readFileSync(file, 'utf8')).cpuMicros
}
