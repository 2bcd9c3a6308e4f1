#!/usr/bin/env node
import { createOutput } from './output.ts'
import { runCommand } from './run-command.ts'

const code = await runCommand(process.argv.slice(2), createOutput())
// What a config file of the user left open must not keep the command alive.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
