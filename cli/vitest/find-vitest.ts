import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { createVitest } from 'vitest/node'
import { UsageError } from '../terminal/usage-error.ts'

/** The oldest minor version of Vitest 4 that is supported; newer majors are taken as they come. */
const OLDEST_MINOR_OF_4 = 1

/** The part of `vitest/node` that a check needs. */
export interface VitestApi {
  createVitest: typeof createVitest
}

/**
 * Imports the Vitest of the project in a directory, or else the one this package finds.
 *
 * @throws {UsageError} when there is none, or it is too old.
 */
export async function findVitest(directory: string): Promise<VitestApi> {
  const { path } = locateVitest(directory)
  return (await import(pathToFileURL(path).href)) as VitestApi
}

/**
 * Finds the script behind the `vitest` command, of the same Vitest as {@link findVitest}.
 *
 * @throws {UsageError} when there is none, or it is too old.
 */
export function findVitestEntry(directory: string): string {
  const { manifest, bin } = locateVitest(directory)
  return join(dirname(manifest), typeof bin === 'string' ? bin : (bin.vitest ?? 'vitest.mjs'))
}

/** Where the files of a Vitest are. */
export interface VitestLocation {
  /** Of `vitest/node`. */
  path: string
  /** Of its package.json. */
  manifest: string
  bin: string | { vitest?: string }
}

/** Finds them as they are written in the package of Vitest. @throws {UsageError} as {@link findVitest} */
export function locateVitest(directory: string): VitestLocation {
  const fromProject = createRequire(join(directory, 'package.json'))
  const fromHere = createRequire(import.meta.url)
  for (const require of [fromProject, fromHere]) {
    const path = tryResolve(require, 'vitest/node')
    if (path === undefined) continue
    const manifest = require.resolve('vitest/package.json')
    const { version, bin } = require(manifest) as { version: string } & Pick<VitestLocation, 'bin'>
    const [major = 0, minor = 0] = version.split('.').map(Number)
    if (major < 4 || (major === 4 && minor < OLDEST_MINOR_OF_4)) {
      throw new UsageError(
        `Expected Vitest 4.1 or newer, got ${version}. Run \`npm install --save-dev vitest@latest\`.`,
      )
    }
    return { path, manifest, bin }
  }
  throw new UsageError(
    `Vitest was not found from ${directory}. Run \`npm install --save-dev vitest\`.`,
  )
}

function tryResolve(require: NodeJS.Require, specifier: string): string | undefined {
  try {
    return require.resolve(specifier)
  } catch {
    return undefined
  }
}
