// What the open-handle guard costs, beside a plain run and Vitest's own `detectAsyncLeaks`: the
// processor time of the worker, start-up left out. Read the ratios, which are taken between runs of
// the same round.
//
//   node bench/guard.mjs --rounds 3 --only timers --variants guard,flag --vitest ../other-project
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createProject, variantNames } from './guard/project.mjs'
import { suites, writeDeep, writeTimers } from './guard/suites.mjs'

const COMPARED = ['trampolines', 'guard', 'flag']

/** How much there is of something, how many tests are run with it, and the file they are in. */
const growths = [
  {
    title: 'tests of an empty file',
    per: 'test',
    steps: [500, 2000, 8000].map((n) => ({ n, tests: n, source: suites[0].write(n), units: n })),
  },
  {
    title: 'timers of a test',
    per: 'timer',
    steps: [1, 10, 100, 1000].map((n) => {
      const tests = Math.min(2000, 100_000 / n)
      return { n, tests, source: writeTimers(tests, n), units: tests * n }
    }),
  },
  ...[
    ['timer', 'setTimeout'],
    ['fd', 'openSync'],
  ].map(([kind, name]) => ({
    title: `frames under ${name}`,
    per: kind,
    steps: [5, 50, 200].map((n) => ({
      n,
      tests: 2000,
      source: writeDeep(2000, kind, n),
      units: 8000,
    })),
  })),
]

/** Prints the tables. */
export function run({ rounds = 5, only = '', variants = COMPARED, vitest } = {}) {
  const project = createProject(vitest)
  try {
    console.log(
      `guard: processor time of the worker, beside a plain run of the same round; median of ` +
        `${rounds} rounds (least-most); Node ${process.versions.node}, Vitest ${project.vitestVersion}\n`,
    )
    const chosen = suites.filter(({ name }) => name.startsWith(only))
    if (chosen.length > 0) printSuites(project, chosen, variants, rounds)
    if ('growth'.startsWith(only) && variants.includes('guard')) {
      for (const growth of growths) printGrowth(project, growth, rounds)
    }
  } finally {
    project.remove()
  }
}

function printSuites(project, chosen, variants, rounds) {
  console.log(row(['suite', 'tests', 'plain us/test', ...variants, 'guard adds us/test']))
  for (const suite of chosen) {
    const isCut = suite.flagTests < suite.tests
    const together = variants.filter((name) => name !== 'flag' || !isCut)
    const results = compare(project, suite.write(suite.tests), together, rounds)
    console.log(suiteRow(suite.name, suite.tests, results, variants))
    if (!isCut || !variants.includes('flag')) continue
    const ofFlag = compare(project, suite.write(suite.flagTests), ['flag'], rounds)
    console.log(suiteRow('', suite.flagTests, ofFlag, variants))
  }
}

function suiteRow(name, tests, results, variants) {
  const { plain, guard } = results
  const ratios = variants.map((variant) => {
    const own = results[variant]
    return own === undefined
      ? ''
      : spread(
          pairs(own, plain, (a, b) => a / b),
          'x',
        )
  })
  const added = guard === undefined ? '' : spread(pairs(guard, plain, (a, b) => (a - b) / tests))
  return row([name, tests, (median(plain) / tests).toFixed(1), ...ratios, added])
}

function printGrowth(project, { title, per, steps }, rounds) {
  console.log(`\n${row([title, 'tests', `plain us/${per}`, `guard adds us/${per}`])}`)
  for (const { n, tests, source, units } of steps) {
    const { plain, guard } = compare(project, source, ['guard'], rounds)
    const added = spread(pairs(guard, plain, (a, b) => (a - b) / units))
    console.log(row([n, tests, (median(plain) / units).toFixed(1), added]))
  }
}

/** A line of a table: a name, a number of tests, the plain figure, and what is set beside it. */
function row([name, tests, plain, ...others]) {
  return [
    String(name).padEnd(24),
    String(tests).padStart(6),
    plain.padStart(16),
    ...others.map((cell) => cell.padStart(24)),
  ].join('')
}

/** The runs of a round follow one another, so that a busy machine is busy for all of them. */
function compare(project, source, variants, rounds) {
  const results = { plain: [] }
  for (const name of variants) results[name] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const name of Object.keys(results)) results[name].push(project.measure(name, source))
  }
  return results
}

function pairs(own, plain, combine) {
  return own.map((value, round) => combine(value, plain[round]))
}

function spread(values, unit = '') {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)].map(
    (value) => value.toFixed(2),
  )
  return `${middle}${unit} (${least}-${most})`
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string' },
      only: { type: 'string' },
      variants: { type: 'string' },
      vitest: { type: 'string' },
    },
  })
  const rounds = Number(values.rounds ?? 5)
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new TypeError(`Expected \`--rounds\` to be a whole number >= 1, got ${values.rounds}`)
  }
  const names = [...suites.map(({ name }) => name), 'growth']
  if (!names.some((name) => name.startsWith(values.only ?? ''))) {
    throw new TypeError(`Expected \`--only\` to begin ${names.join(', ')}, got ${values.only}`)
  }
  const variants = values.variants?.split(',') ?? COMPARED
  for (const name of variants) {
    if (variantNames.includes(name)) continue
    throw new TypeError(`Expected \`--variants\` of ${variantNames.join(', ')}, got ${name}`)
  }
  return { rounds, only: values.only, variants, vitest: values.vitest }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) run(readOptions())
