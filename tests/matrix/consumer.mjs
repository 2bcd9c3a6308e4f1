import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runNpm } from './run-process.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const HERE = fileURLToPath(new URL('.', import.meta.url))

/** A temporary folder, which is removed with the process; a URL writes its name in another way. */
function createFolder(name) {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `vitest-shutdown ${name} ü `))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Packs what would be published. @returns the path of the tarball */
export async function packTarball() {
  const folder = createFolder('pack')
  const { code, output } = await runNpm(['pack', '--pack-destination', folder], ROOT)
  const [tarball] = readdirSync(folder)
  if (code !== 0 || tarball === undefined) throw new Error(`npm pack failed:\n${output}`)
  return join(folder, tarball)
}

/** Writes the project of a user, with nothing installed yet. */
export function writeConsumer(name) {
  const folder = createFolder(name)
  cpSync(join(HERE, 'consumer'), folder, { recursive: true })
  return folder
}

/**
 * Creates the project of a user of this Vitest, from its lock, and installs the tarball there.
 *
 * @throws {Error} when npm fails
 */
export async function createConsumer(vitestMajor, tarball) {
  const folder = writeConsumer(`vitest-${vitestMajor}`)
  cpSync(join(HERE, `vitest-${vitestMajor}`), folder, { recursive: true })
  for (const args of [['ci'], ['install', '--no-save', tarball]]) {
    const { code, output } = await runNpm(args, folder)
    if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${output}`)
  }
  return folder
}

/** Writes a file of the project. */
export function writeJson(folder, name, value) {
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`)
}
