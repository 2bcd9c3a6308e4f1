// Runs every case of the corpus with a detector and says what it found:
//   node tests/guard-corpus/score.mjs [--detector guard|flag|none] [--filter TEXT] [--pool NAME]
//     [--no-isolate] [--together] [--share] [--verify] [--jobs N] [--json FILE] [--keep] [--verbose]
// VITEST_ROOT names another folder whose node_modules has the Vitest to run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { formatScore } from './scorer/format-score.mjs'
import { judgeCase } from './scorer/judge-case.mjs'
import { createProject } from './scorer/project.mjs'
import { readCases } from './scorer/read-cases.mjs'
import { runAlone, runTogether } from './scorer/run-vitest.mjs'

const { values: options } = parseArgs({
  options: {
    detector: { type: 'string', default: 'guard' },
    filter: { type: 'string', default: '' },
    pool: { type: 'string', default: 'forks' },
    isolate: { type: 'boolean', default: true },
    together: { type: 'boolean', default: false },
    share: { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '2' },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
  allowNegative: true,
})
if (!['guard', 'flag', 'none'].includes(options.detector)) {
  throw new TypeError(`Expected --detector to be guard, flag or none, got ${options.detector}`)
}

// What a case leaves in a worker on purpose (loaded modules, fake timers) would change other cases.
const shared = options.together && !options.isolate
const cases = readCases(import.meta.dirname).filter(
  (one) => one.id.includes(options.filter) && !(shared && one.isolated),
)
if (cases.length === 0) throw new TypeError(`No case has ${options.filter} in its name`)

const folder = mkdtempSync(join(tmpdir(), 'guard-corpus-'))
process.once('exit', () => options.keep || rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

/** The results of all cases with one detector, by the case's id. */
async function runAll(detector) {
  const create = (name, isolate) =>
    createProject(join(folder, name), { detector, pool: options.pool, isolate })
  if (options.share) {
    // A process for each file is nearly all that the corpus costs.
    const shared = create(`${detector}-shared`, false)
    const own = create(detector, true)
    return new Map([
      ...(await runTogether(
        shared,
        cases.filter(({ isolated }) => !isolated),
      )),
      ...(await runTogether(
        own,
        cases.filter(({ isolated }) => isolated),
      )),
    ])
  }
  const project = create(detector, options.isolate)
  return options.together
    ? runTogether(project, cases)
    : runAlone(project, cases, Number(options.jobs), options.verbose)
}

const baseline = options.verify ? await runAll('none') : undefined
const results =
  baseline !== undefined && options.detector === 'none' ? baseline : await runAll(options.detector)
const verdicts = cases.map((one) =>
  judgeCase(one, results.get(one.id), { detector: options.detector, plain: baseline?.get(one.id) }),
)
console.log(formatScore(verdicts, options))
if (options.keep) console.log(`The project is in ${folder}`)
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(verdicts, null, 2))
