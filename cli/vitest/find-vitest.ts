import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { createVitest } from 'vitest/node'
import { UsageError } from '../usage-error.ts'

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
  const fromProject = createRequire(join(directory, 'package.json'))
  const fromHere = createRequire(import.meta.url)
  for (const require of [fromProject, fromHere]) {
    const path = tryResolve(require, 'vitest/node')
    if (path === undefined) continue
    const { version } = require('vitest/package.json') as { version: string }
    const [major = 0, minor = 0] = version.split('.').map(Number)
    if (major < 4 || (major === 4 && minor < OLDEST_MINOR_OF_4)) {
      throw new UsageError(
        `Expected Vitest 4.1 or newer, got ${version}. Run \`npm install --save-dev vitest@latest\`.`,
      )
    }
    return (await import(pathToFileURL(path).href)) as VitestApi
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
