import { HELP_TEXT } from './help-text.ts'
import type { Output } from './output.ts'
import { type Command, parseArguments } from './parse-arguments.ts'
import { readVersion } from './read-version.ts'
import { UsageError } from './usage-error.ts'

/** Runs the command that the arguments name, and returns the exit code: 0, 1 or 2. */
export async function runCommand(argv: readonly string[], output: Output): Promise<number> {
  try {
    return await run(parseArguments(argv), output)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    output.write('stderr', () => `vitest-shutdown: ${error.message}`)
    return 2
  }
}

/** Each command is loaded when it is asked for, so that `--help` is instant. */
async function run(command: Command, output: Output): Promise<number> {
  if (command.name === 'check') return (await import('./check.ts')).check(command, output)
  if (command.name === 'probe') return (await import('./probe.ts')).probe(command, output)
  if (command.name === 'baseline') {
    return (await import('./baseline.ts')).baseline(command, output)
  }
  if (command.name === 'rules') return (await import('./rules.ts')).rules(command, output)
  if (command.name === 'explain') return (await import('./explain.ts')).explain(command, output)
  output.write('stdout', command.name === 'help' ? () => HELP_TEXT : readVersion)
  return 0
}
