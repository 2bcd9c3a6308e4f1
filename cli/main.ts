#!/usr/bin/env node
import { createOutput } from './terminal/output.ts'
import { runCommand } from './run-command.ts'

const output = createOutput()
const code = await runCommand(process.argv.slice(2), output)
await output.flush()
// What a config file of the user left open must not keep the command alive.
process.exit(code)
