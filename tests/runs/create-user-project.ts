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
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url))

/** Set to another folder, it is the Vitest in that one's `node_modules` that runs. */
const VITEST_ROOT = process.env.VITEST_ROOT ?? PACKAGE

/** A project as a user has it: outside of the repository, with the package installed. */
export interface UserProject {
  root: string
  vitest: string
  remove(): void
}

/**
 * Copies the project in `tests/runs/<name>` to where the sources of this package are not near, and
 * installs into it what `packages/` of the project holds, Vitest, and a copy of this package.
 */
export function createUserProject(name: string): UserProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'vitest-shutdown-project-')))
  const modules = join(root, 'node_modules')
  mkdirSync(modules)
  cpSync(join(PACKAGE, 'tests/runs', name), root, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  })
  writeFileSync(join(root, 'package.json'), '{ "name": "user", "type": "module" }\n')
  const packages = join(root, 'packages')
  if (existsSync(packages)) cpSync(packages, modules, { recursive: true })
  symlinkSync(join(VITEST_ROOT, 'node_modules/vitest'), join(modules, 'vitest'))
  installPackage(modules)
  return {
    root,
    vitest: join(modules, 'vitest/vitest.mjs'),
    remove: () => rmSync(root, { recursive: true }),
  }
}

/** Puts the package into a `node_modules` as npm does: what it publishes, its dependencies beside it. */
export function installPackage(modules: string): void {
  const target = join(modules, 'vitest-shutdown')
  cpSync(join(PACKAGE, 'package.json'), join(target, 'package.json'))
  cpSync(join(PACKAGE, 'dist'), join(target, 'dist'), {
    recursive: true,
    filter: (path) => !/\.(map|tsbuildinfo)$/.test(path),
  })
  const { dependencies } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const name of Object.keys(dependencies)) linkPackage(modules, name)
}

/** Puts a package that this one has installed itself into a `node_modules`. */
export function linkPackage(modules: string, name: string): void {
  mkdirSync(dirname(join(modules, name)), { recursive: true })
  symlinkSync(join(PACKAGE, 'node_modules', name), join(modules, name))
}
