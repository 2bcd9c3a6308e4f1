// The build step, run as a process of its own: `node compile.mjs <source> <target>`.
import { readFile, writeFile } from 'node:fs/promises'

const [source, target] = process.argv.slice(2)
const text = await readFile(source, 'utf8')
if (text.includes('{{')) {
  console.error(`${source}: unclosed {{`)
  process.exit(1)
}
await writeFile(target, text.toUpperCase())
