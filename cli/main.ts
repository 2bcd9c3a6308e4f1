#!/usr/bin/env node
// The `vitest-shutdown` command: a folder for each subcommand, and terminal/, arguments/, files/, vitest/
// and loader/ for what they share. A subcommand imports from the shared folders, never from another one.

import { createOutput } from './terminal/output.ts'
import { runCommand } from './run-command.ts'

const output = createOutput()
const code = await runCommand(process.argv.slice(2), output)
await output.flush()
// What a config file of the user left open must not keep the command alive.
process.exit(code)
