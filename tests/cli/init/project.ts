import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** What people write, in many styles: the input of these tests. */
export const CLASSES: string = fileURLToPath(new URL('classes', import.meta.url))

/** Lists the files of a folder, and not what is below it. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted()
}

/** How strictly what is written has to fit the types. */
const COMPILER_OPTIONS = {
  strict: true,
  noImplicitOverride: true,
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023', 'esnext.disposable'],
  types: ['node'],
  noEmit: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
} as const

/** What a project of classes is checked by: the compiler, and the formatter of this repository. */
export const SETTINGS: Readonly<Record<string, string>> = {
  'tsconfig.json': JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: ['src'] }),
  '.oxfmtrc.json': readFileSync(join(ROOT, '.oxfmtrc.json'), 'utf8'),
}

/** A project that has this package installed, as `npm install` would leave it. */
export interface InstalledProject {
  readonly directory: string
  /** Runs a program of this repository in it, and returns what that printed. */
  run(program: string, args: readonly string[]): string
  remove(): void
}

/** Writes a project with these files, and with the classes of a folder in `src/` where one is named. */
export function installProject(
  files: Readonly<Record<string, string>>,
  {
    classes,
    modules = ['vitest', 'vite', 'typescript', '@types'],
  }: { classes?: string; modules?: readonly string[] } = {},
): InstalledProject {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'init-test-'))
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
  write('package.json', '{ "name": "project", "type": "module" }')
  for (const [name, text] of Object.entries(files)) write(name, text)
  mkdirSync(join(directory, 'node_modules'), { recursive: true })
  symlinkSync(ROOT, join(directory, 'node_modules/vitest-shutdown'), 'junction')
  for (const name of modules) {
    symlinkSync(join(ROOT, 'node_modules', name), join(directory, 'node_modules', name), 'junction')
  }
  if (classes !== undefined) {
    mkdirSync(join(directory, 'src'), { recursive: true })
    for (const name of listFiles(classes)) {
      copyFileSync(join(classes, name), join(directory, 'src', name))
    }
  }
  return {
    directory,
    run: (program, args) => {
      const path = join(ROOT, 'node_modules', program)
      const { stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
        cwd: directory,
        encoding: 'utf8',
      })
      return stdout + stderr
    },
    remove: () => {
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
