import { judge, notSupported, skipped } from '../outcome.mjs'
import { readEngines } from '../read-engines.mjs'
import { runCommand } from '../run-command.mjs'
import { runSuite } from '../run-suite.mjs'
import { NODE_MAJORS, nodeVersion, POOLS, VITEST_MAJORS, vitestVersion } from '../versions.mjs'

/** Node by Vitest, in each pool, and the command. */
export function listVitestCells(shared) {
  return NODE_MAJORS.flatMap((node) =>
    VITEST_MAJORS.flatMap((vitest) =>
      [...POOLS, 'check'].map((column) => ({
        table: 'vitest',
        id: `node${node} vitest${vitest} ${column}`,
        row: `Node ${nodeVersion(node)}, Vitest ${vitestVersion(vitest)}`,
        column,
        run: () => runCell(shared, node, vitest, column),
      })),
    ),
  )
}

async function runCell(shared, node, vitest, column) {
  const folder = await shared.consumer(vitest)
  const { range, isMet } = readEngines(folder, 'vitest', nodeVersion(node))
  if (!isMet) return notSupported(`Vitest ${vitestVersion(vitest)} runs on Node ${range}`)
  const { path, reason } = await shared.node(node)
  if (path === undefined) return skipped(reason)
  return judge(
    column === 'check'
      ? await runCommand(folder, [path, 'node_modules/vitest-shutdown/dist/cli/main.js'])
      : await runSuite(folder, [path, 'node_modules/vitest/vitest.mjs'], column),
  )
}
