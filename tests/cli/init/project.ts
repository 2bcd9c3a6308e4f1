import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
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

/** A project that has this package installed, as `npm install` would leave it. */
export interface InstalledProject {
  readonly directory: string
  remove(): void
}

/** Writes a project with these files, and with the classes of the tests in `src/` where they are asked for. */
export function installProject(
  files: Readonly<Record<string, string>>,
  { withClasses = false, modules = ['vitest', 'vite', 'typescript', '@types'] } = {},
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
  if (withClasses) {
    mkdirSync(join(directory, 'src'), { recursive: true })
    for (const name of readdirSync(CLASSES)) {
      copyFileSync(join(CLASSES, name), join(directory, 'src', name))
    }
  }
  return {
    directory,
    remove: () => {
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
