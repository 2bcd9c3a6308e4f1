// Reads stdin in a loop at the top of the module, as a language server may, and ends with it.
import { createInterface } from 'node:readline'

const watcher = setInterval(() => {}, 1000)
for await (const line of createInterface({ input: process.stdin })) {
  console.log(`got ${line.length} characters`)
}
clearInterval(watcher)
