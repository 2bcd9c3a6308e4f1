import { installLayout, LAYOUTS } from '../install-layout.mjs'
import { judge, skipped } from '../outcome.mjs'
import { runCommand } from '../run-command.mjs'
import { runSuite } from '../run-suite.mjs'
import { runTypes } from '../run-types.mjs'

const COLUMNS = {
  forks: (folder, start) => runSuite(folder, start('vitest'), 'forks'),
  check: (folder, start) => runCommand(folder, start('vitest-shutdown')),
  types: (folder, start) => runTypes(folder, start('tsc')),
}

/** Package managers that lay out what they install otherwise than npm. */
export function listLayoutCells(shared) {
  return Object.keys(LAYOUTS).flatMap((name) =>
    Object.entries(COLUMNS).map(([column, run]) => ({
      table: 'layouts',
      id: `layout ${name} ${column}`,
      row: LAYOUTS[name].title,
      column,
      async run() {
        const install = async () => installLayout(name, await shared.tarball())
        const { folder, start, reason } = await shared.once(name, install)
        return folder === undefined ? skipped(reason) : judge(await run(folder, start))
      },
    })),
  )
}
