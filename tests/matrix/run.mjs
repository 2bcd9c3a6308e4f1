// Tries the packed package where it is installed, and prints what became of it:
//   node tests/matrix/run.mjs [--only "WORD WORD"]… [--json FILE] [--list]
// A cell runs if all words of one --only are in its id: `--only "node24 vitest5 threads"`.
// Exit 1 when a cell has failed. Runtimes come from the registry, once; see install-runtime.mjs.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { listLayoutCells } from './cells/layout-cells.mjs'
import { listRunnerFreeCells } from './cells/runner-free-cells.mjs'
import { listTypesCells } from './cells/types-cells.mjs'
import { listVitestCells } from './cells/vitest-cells.mjs'
import { formatMatrix } from './format-matrix.mjs'
import { failed } from './outcome.mjs'
import { Shared } from './shared.mjs'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

const shared = new Shared()
const cells = [listVitestCells, listTypesCells, listLayoutCells, listRunnerFreeCells]
  .flatMap((list) => list(shared))
  .filter(({ id }) => options.only?.some((words) => hasAll(id, words)) ?? true)
if (cells.length === 0)
  throw new TypeError(`No cell has all words of --only ${options.only?.join(' or ')}`)

function hasAll(id, words) {
  const parts = id.split(' ')
  return words.split(' ').every((word) => parts.includes(word))
}

if (options.list) {
  for (const { id } of cells) console.log(id)
  process.exit()
}

const results = []
for (const { run, ...cell } of cells) {
  const startMs = performance.now()
  const outcome = await run().catch((error) => failed(error.message))
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.error(`${outcome.status.padEnd(13)} ${seconds.padStart(5)} s  ${cell.id}`)
  results.push({ ...cell, ...outcome })
}
console.log(`\n${formatMatrix(results)}\n`)
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(results, null, 2))
process.exitCode = results.some(({ status }) => status === 'failed') ? 1 : 0
