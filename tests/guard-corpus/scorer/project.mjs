import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const CORPUS = resolve(import.meta.dirname, '..')
const PACKAGE = resolve(CORPUS, '../..')

/** Puts the package there as npm does: a copy of what it publishes, its dependencies beside it. */
function installPackage(modules) {
  const target = join(modules, 'vitest-shutdown')
  const manifest = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'))
  if (!existsSync(join(PACKAGE, 'dist'))) throw new Error('There is no dist/; run `npm run build`')
  mkdirSync(target)
  cpSync(join(PACKAGE, 'package.json'), join(target, 'package.json'))
  cpSync(join(PACKAGE, 'dist'), join(target, 'dist'), {
    recursive: true,
    filter: (path) => !/\.(map|tsbuildinfo)$/.test(path),
  })
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(PACKAGE, 'node_modules', name), join(modules, name))
  }
}

/** Writes a project as a user has it, outside of the repository, and says how to run it. */
export function createProject(root, { detector, pool, isolate }) {
  const modules = join(root, 'node_modules')
  mkdirSync(modules, { recursive: true })
  for (const folder of ['leaks', 'clean', 'support']) {
    cpSync(join(CORPUS, folder), join(root, folder), { recursive: true })
  }
  cpSync(join(CORPUS, 'vendor'), modules, { recursive: true })
  cpSync(join(CORPUS, 'scorer/result-reporter.mjs'), join(root, 'result-reporter.mjs'))
  const vitest = join(process.env.VITEST_ROOT ?? PACKAGE, 'node_modules/vitest')
  if (!existsSync(vitest)) throw new Error(`There is no Vitest in ${vitest}`)
  symlinkSync(vitest, join(modules, 'vitest'))
  if (detector === 'guard') installPackage(modules)
  writeFileSync(join(root, 'package.json'), '{ "name": "user", "type": "module" }\n')
  // What does no harm once is a leak here like any other.
  writeFileSync(
    join(root, 'strict.setup.mjs'),
    "import { configureGuard } from 'vitest-shutdown/guard'\n\nconfigureGuard({ strict: true })\n",
  )
  const test = {
    include: ['{leaks,clean}/*.case.ts'],
    setupFiles: detector === 'guard' ? ['vitest-shutdown/setup', './strict.setup.mjs'] : [],
    pool,
    isolate,
    detectAsyncLeaks: detector === 'flag',
    teardownTimeout: 5000,
  }
  writeFileSync(join(root, 'vitest.config.mjs'), `export default ${JSON.stringify({ test })}\n`)
  return { root, vitest: join(modules, 'vitest/vitest.mjs') }
}
