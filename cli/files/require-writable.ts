import { closeSync, openSync, rmSync, statSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from '../terminal/usage-error.ts'

/**
 * Checks before the work, not after it, that a file can be written.
 *
 * @param option the option and its value, for the message: `--json out.json`
 * @throws {UsageError} when it is a folder, in one that does not exist, or may not be written
 */
export function requireWritable(path: string, option: string): void {
  const file = findStats(path)
  if (file?.isDirectory() === true) {
    throw new UsageError(`Expected \`${option}\` to be a file, got a directory.`)
  }
  if (findStats(dirname(path))?.isDirectory() !== true) {
    throw new UsageError(
      `Expected \`${option}\` to be in a directory that exists: ${dirname(path)} does not.`,
    )
  }
  // Opening a pipe would wait for its reader.
  if (file !== undefined && !file.isFile()) return
  try {
    // Permissions alone do not tell: a file system may be read-only, a name too long.
    closeSync(openSync(path, 'a'))
    if (file === undefined) rmSync(path)
  } catch (error) {
    const { message } = error as Error
    throw new UsageError(`Expected \`${option}\` to be a file that can be written: ${message}.`)
  }
}

function findStats(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
