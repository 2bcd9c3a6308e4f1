import { resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder with the built files of this package. */
const DIST_DIRECTORY = resolve(import.meta.dirname, '../../..')

/** What the test file of a check ends with, so that its frames can be told from the user's. */
export const TEST_FILE_SUFFIX = '.vitest-shutdown.js'

/** The path of a script, or undefined where it is no file: `node:timers`, `evalmachine.<anonymous>`. */
export function toFilePath(url: string): string | undefined {
  const bare = url.replace(/[?#].*$/, '')
  if (bare.startsWith('file:')) return fileURLToPath(bare)
  const path = bare.replaceAll('/', sep)
  return resolve(path) === path ? path : undefined
}

/** Whether a file was written by the user: neither a dependency, nor Vitest, nor this package. */
export function isUserFile(path: string): boolean {
  const isOurs = path.startsWith(DIST_DIRECTORY + sep) || path.endsWith(TEST_FILE_SUFFIX)
  return !isOurs && !path.includes(`${sep}node_modules${sep}`)
}
