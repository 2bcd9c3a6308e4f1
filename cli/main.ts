#!/usr/bin/env node
// The `vitest-shutdown` command: a folder for each subcommand, and terminal/, arguments/, files/, vitest/
// and loader/ for what they share. A subcommand imports from the shared folders, never from another one.

import { readFileSync } from 'node:fs'
import { formatHelp } from './arguments/help-text.ts'
import { type Command, parseArguments } from './arguments/parse-arguments.ts'
import { type Output, createOutput } from './terminal/output.ts'
import { UsageError } from './terminal/usage-error.ts'

const output = createOutput()
const code = await runCommand(process.argv.slice(2), output)
await output.flush()
// What a config file of the user left open must not keep the command alive.
process.exit(code)

/** Runs the command that the arguments name, and returns the exit code: 0, 1 or 2. */
async function runCommand(argv: readonly string[], output: Output): Promise<number> {
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
  if (command.name === 'check') return (await import('./check/check.ts')).check(command, output)
  if (command.name === 'init') {
    const { checkModules } = await import('./check/check-modules.ts')
    return (await import('./init/init.ts')).init(command, output, checkModules)
  }
  if (command.name === 'probe') return (await import('./probe/probe.ts')).probe(command, output)
  if (command.name === 'baseline') {
    return (await import('./baseline/baseline.ts')).baseline(command, output)
  }
  if (command.name === 'rules') return (await import('./rules/rules.ts')).rules(command, output)
  if (command.name === 'explain') return (await import('./rules/rules.ts')).explain(command, output)
  output.write('stdout', command.name === 'help' ? formatHelp : readVersion)
  return 0
}

/** The version of this package. */
function readVersion(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
