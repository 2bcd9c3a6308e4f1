import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { installPackage, linkPackage } from '../runs/create-user-project.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

let installed: string | undefined

/** The package as npm puts it into a `node_modules`, once for all projects of a test file. */
function findInstalledPackage(): string {
  if (installed !== undefined) return installed
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'vitest-shutdown-installed-'))
  process.once('exit', () => rmSync(folder, { recursive: true }))
  const modules = join(folder, 'node_modules')
  installPackage(modules)
  linkPackage(modules, 'vitest')
  installed = join(modules, 'vitest-shutdown')
  return installed
}

/** A project as a reader of the documentation has it, with the package and Vitest installed. */
export interface Project {
  folder: string
  write(files: readonly { path: string; text: string }[]): void
  runVitest(env?: Readonly<Record<string, string>>): { exitCode: number | null; output: string }
  /** What the compiler has against the files of the project. */
  checkTypes(): string
}

/**
 * Creates a project in a temporary folder, which is removed when the test has finished.
 *
 * @param packages what else is installed there
 */
export function createProject(
  files: readonly { path: string; text: string }[],
  packages: readonly string[] = [],
): Project {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'vitest-shutdown-docs-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  symlinkSync(findInstalledPackage(), join(modules, 'vitest-shutdown'), 'junction')
  for (const name of ['vitest', '@types', ...packages])
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction')
  const project: Project = {
    folder,
    write(added) {
      for (const { path, text } of added) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
    },
    runVitest(env = {}) {
      const script = join(modules, 'vitest/vitest.mjs')
      return run(folder, [script, 'run', '--reporter=verbose'], env)
    },
    checkTypes() {
      const compilerOptions = {
        target: 'es2022',
        module: 'nodenext',
        types: ['node'],
        strict: true,
        noEmit: true,
        allowImportingTsExtensions: true,
        skipLibCheck: true,
      }
      const config = { compilerOptions, include: ['**/*.ts'] }
      project.write([{ path: 'tsconfig.json', text: JSON.stringify(config) }])
      return run(folder, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], {}).output
    },
  }
  project.write([{ path: 'package.json', text: '{ "type": "module" }' }, ...files])
  return project
}

function run(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): { exitCode: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      VITEST: undefined,
      GITHUB_ACTIONS: undefined,
      ...env,
    },
    timeout: 150_000,
  })
  return { exitCode: status, output: stdout + stderr }
}
