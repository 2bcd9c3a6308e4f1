import { judge } from '../outcome.mjs'
import { runTypes, TYPE_OPTIONS } from '../run-types.mjs'
import { VITEST_MAJORS, vitestVersion } from '../versions.mjs'

/** The compilers in the locks: the newest, and the oldest that is promised, which is slow. */
const COMPILERS = {
  'TypeScript 7': { name: 'typescript', configurations: TYPE_OPTIONS },
  'TypeScript 5.9': { name: 'typescript-5', configurations: [[]] },
}

/** Vitest by compiler, with `skipLibCheck: false`. */
export function listTypesCells(shared) {
  return VITEST_MAJORS.flatMap((vitest) =>
    Object.entries(COMPILERS).map(([column, { name, configurations }]) => ({
      table: 'types',
      id: `types vitest${vitest} ${name}`,
      row: `Vitest ${vitestVersion(vitest)}`,
      column,
      async run() {
        const folder = await shared.consumer(vitest)
        const compiler = [process.execPath, `node_modules/${name}/bin/tsc`]
        return judge(await runTypes(folder, compiler, configurations))
      },
    })),
  )
}
