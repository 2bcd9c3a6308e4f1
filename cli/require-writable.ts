import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from './usage-error.ts'

/**
 * Checks before the work, not after it, that a file can be written.
 *
 * @param option the option and its value, for the message: `--json out.json`
 * @throws {UsageError} when it is a folder, or in one that does not exist
 */
export function requireWritable(path: string, option: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`Expected \`${option}\` to be a file, got a directory.`)
  }
  if (!statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(
      `Expected \`${option}\` to be in a directory that exists: ${dirname(path)} does not.`,
    )
  }
}
