// Runs a suite of somebody else's three times: as it is, under the guard, and under the recorder.
// Says what the guard has changed, and for each of its reports whether the recorder saw the same.
//
//   npm run build
//   node tests/guard-suites/judge.mjs FOLDER [--config FILE] [--json FILE] [-- ARGUMENTS OF VITEST]
//
// The folder has its dependencies installed, Vitest 4.1 or newer among them.

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const here = path.dirname(fileURLToPath(import.meta.url))
const product = path.resolve(here, '../..')
const separator = process.argv.indexOf('--')
const extra = separator < 0 ? [] : process.argv.slice(separator + 1)
const { values, positionals } = parseArgs({
  args: process.argv.slice(2, separator < 0 ? undefined : separator),
  options: { config: { type: 'string' }, json: { type: 'string' } },
  allowPositionals: true,
})
const root = path.resolve(positionals[0] ?? '.')
const CONFIGS = ['vitest', 'vite'].flatMap((name) =>
  ['ts', 'mts', 'js', 'mjs'].map((extension) => `${name}.config.${extension}`),
)
const config = values.config ?? CONFIGS.find((name) => existsSync(path.join(root, name)))
const scratch = path.join(tmpdir(), `guard-suites-${process.pid}`)
/** Beside the suite, so that `vitest` is the one that the suite has. */
const copy = path.join(root, 'node_modules/.guard-suites')

/** The suite's own configuration, with one more setup file before all others. */
function writeConfig(setup) {
  const file = path.join(root, `guard-suites.config.mjs`)
  const own = config === undefined ? '{}' : `(await import('./${config}')).default`
  writeFileSync(
    file,
    `const own = ${own}
const env = { mode: 'test', command: 'serve' }
const resolved = await (typeof own === 'function' ? own(env) : own)
const setup = ${JSON.stringify(setup)}
const extend = (test = {}) => ({
  ...test,
  ...(setup === undefined ? {} : { setupFiles: [setup, ...[test.setupFiles ?? []].flat()] }),
  ...(test.projects === undefined ? {} : { projects: test.projects.map((one) =>
    typeof one === 'string' ? one : { ...one, test: extend(one.test) }) }),
  coverage: { enabled: false },
  typecheck: { enabled: false },
})
export default { ...resolved, test: extend(resolved.test) }
`,
  )
  return file
}

function run(name, setup) {
  const result = `${scratch}-${name}.json`
  const file = writeConfig(setup)
  const vitest = path.join(
    path.dirname(createRequire(path.join(root, 'x.js')).resolve('vitest/package.json')),
    'vitest.mjs',
  )
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vitest, 'run', '--config', file, `--reporter=${path.join(here, 'reporter.mjs')}`, ...extra],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      timeout: 600_000,
      env: {
        ...process.env,
        CI: '1',
        NO_COLOR: '1',
        GUARD_SUITES_RESULT: result,
        GUARD_SUITES_RECORD: `${scratch}-record.jsonl`,
      },
    },
  )
  rmSync(file)
  if (!existsSync(result)) throw new Error(`No result of ${name}:\n${stdout}\n${stderr}`)
  const { files, unhandled } = JSON.parse(readFileSync(result, 'utf8'))
  const tests = new Map()
  for (const { file: at, errors, tests: all } of files) {
    tests.set(`${at} > (file)`, { state: errors.length > 0 ? 'failed' : 'passed', errors })
    for (const one of all) tests.set(`${at} > ${one.test}`, one)
  }
  return { status, tests, unhandled, ms: performance.now() - started, output: stdout + stderr }
}

/** The places that a report names, as file and line. */
function findPlaces(message) {
  return [
    ...message.matchAll(
      /(?:opened|set|created|attached|started|asked|made) at .*?([^\s(]+?):(\d+):\d+\)?$/gm,
    ),
  ].map(([, file, line]) => `${file}:${line}`)
}

/** What the recorder has to say of a report of the guard. */
function judge({ file, test, message }, records) {
  const places = findPlaces(message)
  const ofFile = records.filter((one) => one.file === file)
  const isThere = ({ stack }) =>
    stack.some((frame) => places.some((place) => frame.includes(`${place}:`)))
  const isOpen = ({ state }) => state.startsWith('open')
  const ofTest = ofFile.filter((one) => test === '(file)' || one.test === test)
  if (ofTest.some((one) => isThere(one) && isOpen(one))) return 'true'
  if (ofTest.some(isThere)) return 'ended soon'
  if (ofFile.some((one) => isThere(one) && isOpen(one))) return 'other test'
  return ofTest.some(isOpen) ? 'other line' : 'unseen'
}

cpSync(path.join(product, 'dist'), path.join(copy, 'dist'), { recursive: true })
cpSync(path.join(product, 'package.json'), path.join(copy, 'package.json'))
for (const name of [
  '@sinonjs/fake-timers',
  '@sinonjs/commons',
  'type-detect',
  'why-is-node-running',
]) {
  const from = path.join(product, 'node_modules', name)
  if (existsSync(from)) cpSync(from, path.join(copy, 'node_modules', name), { recursive: true })
}
cpSync(path.join(here, 'recorder.mjs'), path.join(copy, 'recorder.mjs'))

const plain = run('plain', undefined)
const guarded = run('guarded', path.join(copy, 'dist/fixtures/setup.js'))
const recorded = run('recorded', path.join(copy, 'recorder.mjs'))
const recordFile = `${scratch}-record.jsonl`
const records = existsSync(recordFile)
  ? readFileSync(recordFile, 'utf8')
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : []

const broken = []
const reports = []
for (const [name, { state, errors }] of guarded.tests) {
  const before = plain.tests.get(name)
  const [file, ...rest] = name.split(' > ')
  const leaks = errors.filter(({ message }) => message.includes('[LEAK]'))
  for (const { message } of leaks.filter(({ name: kind }) => kind === 'LeakError')) {
    const report = { file, test: rest.join(' > '), message }
    reports.push({ ...report, verdict: judge(report, records) })
  }
  if (state !== before?.state && leaks.length === 0)
    broken.push({ name, before: before?.state, state, errors })
}
for (const name of plain.tests.keys())
  if (!guarded.tests.has(name)) broken.push({ name, before: 'there', state: 'missing', errors: [] })

function countBy(list, key) {
  const counts = {}
  for (const one of list) counts[key(one)] = (counts[key(one)] ?? 0) + 1
  return counts
}
const summary = {
  folder: root,
  tests: plain.tests.size,
  failedPlain: [...plain.tests.values()].filter(({ state }) => state === 'failed').length,
  failedRecorded: [...recorded.tests.values()].filter(({ state }) => state === 'failed').length,
  failedGuarded: [...guarded.tests.values()].filter(({ state }) => state === 'failed').length,
  reports: countBy(reports, ({ verdict }) => verdict),
  broken: broken.length,
  unhandled: [plain.unhandled.length, guarded.unhandled.length],
  ms: [plain.ms, guarded.ms, recorded.ms].map(Math.round),
}
console.log(JSON.stringify(summary, null, 2))
if (values.json !== undefined)
  writeFileSync(
    values.json,
    JSON.stringify({ summary, broken, reports, records, output: guarded.output }, null, 1),
  )
