// `npm start`: checks the two reference managers and the gallery of real packages, and prints what
// each keeps and breaks. Fails only if one of our own managers does.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { formatTable } from '../dist/harness/report/format-table.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const color = process.stdout.isTTY && process.env.NO_COLOR === undefined
const list = (folder) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `examples/${folder}/${file}`)

const own = list('reference')
const gallery = list('gallery')
const { stdout, stderr } = spawnSync(
  process.execPath,
  ['dist/cli/main.js', 'check', '--json', '-', ...own, ...gallery],
  { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
)
let reports
try {
  reports = JSON.parse(stdout)
} catch {
  process.stderr.write(stderr)
  process.exit(2)
}
const ownReports = reports.filter(({ module }) => own.includes(module))
const galleryReports = reports.filter(({ module }) => gallery.includes(module))

console.log('\nThe reference managers\n')
console.log(formatTable(ownReports, { color }))
console.log('\nReal packages, as their documentation says to use them\n')
console.log(formatTable(galleryReports, { color }))
for (const { subject, rules } of galleryReports) {
  const broken = rules.filter(({ level, status }) => level === 'MUST' && status === 'fail')
  console.log(`\n${subject} breaks ${broken.length} rules that are a MUST:`)
  for (const { id, message } of broken) console.log(`  ${id}  ${message}`)
}
console.log(
  '\nWhat happened when, and what to do about it: node dist/cli/main.js check examples/gallery/croner.ts\n',
)
process.exitCode = ownReports.every(({ verdict }) => verdict === 'conforms') ? 0 : 1
