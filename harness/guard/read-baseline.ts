import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Baseline, BaselineError } from './baseline.ts'
import { parseBaseline } from './parse-baseline.ts'
import { toReadablePath } from '../text/relative-path.ts'

/**
 * Reads a baseline file.
 *
 * @param file relative to the working directory
 * @throws {BaselineError} when there is none, or it is not one: what is wrong, where, and what to do
 */
export function readBaseline(file: string): Baseline {
  const path = resolve(file)
  const name = toReadablePath(path, process.cwd())
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new BaselineError(`The baseline ${name} cannot be read: ${(error as Error).message}`)
    }
    throw new BaselineError(
      `The baseline ${name} does not exist. Write it with \`npx vitest-shutdown baseline\`, or take \`baseline\` out of the options of configureGuard().`,
    )
  }
  return { path, leaks: parseBaseline(text, name) }
}
