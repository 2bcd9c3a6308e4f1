import type { Command } from './parse-arguments.ts'
import { UsageError } from './usage-error.ts'

/** What the command line said of `baseline`. */
interface BaselineArguments {
  /** What stood before `--`, besides options. */
  extra: readonly string[]
  output: readonly string[]
  add: boolean
  check: boolean
  /** What stood after `--`. */
  vitestArguments: readonly string[]
}

/**
 * Reads the arguments of `baseline`.
 *
 * @throws {UsageError} when they contradict each other, or one is missing or too many.
 */
export function readBaselineCommand(
  { extra, output, add, check, vitestArguments }: BaselineArguments,
  seeHelp: string,
): Command {
  if (extra.length > 0) {
    throw new UsageError(
      `Expected arguments for Vitest after \`--\`: \`vitest-shutdown baseline -- ${extra.join(' ')}\`. ${seeHelp}`,
    )
  }
  if (add && check) {
    throw new UsageError(
      `Expected \`--add\` or \`--check\`, got both: the first writes, the second never does. ${seeHelp}`,
    )
  }
  const file = output.at(-1)
  if (file === '' || file?.startsWith('--')) {
    throw new UsageError('Expected a file name after `--output`.')
  }
  return {
    name: 'baseline',
    add,
    check,
    vitestArguments,
    ...(file === undefined ? {} : { output: file }),
  }
}
