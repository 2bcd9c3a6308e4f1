// Breaks PROC-06: it refreshes its cache for ever, also when its client is gone.
import { createInterface } from 'node:readline'

createInterface({ input: process.stdin }).on('line', (line) => console.log(line))
setInterval(() => {}, 60_000)
process.on('SIGTERM', () => process.exit(0))
