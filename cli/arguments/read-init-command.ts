import { UsageError } from '../terminal/usage-error.ts'
import { SEE_HELP } from './option-table.ts'

/** What `init` is asked to do. */
export interface InitCommand {
  name: 'init'
  /** Without any, the candidates of the project are listed. */
  files: string[]
  /** Whether the list is written as JSON. */
  json: boolean
}

/** Reads the arguments of `init`. @throws {UsageError} when `--json` is given together with files */
export function readInitCommand(
  files: readonly string[],
  has: (option: string) => boolean,
): InitCommand {
  if (has('json') && files.length > 0) {
    throw new UsageError(
      `Expected no file beside \`--json\`, which lists the project as JSON, got \`${files.join(' ')}\`. ${SEE_HELP}`,
    )
  }
  return { name: 'init', files: [...new Set(files)], json: has('json') }
}
