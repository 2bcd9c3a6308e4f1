// `npm start`: checks the reference managers, a poller in a thread, and the gallery of real packages, each as it is and
// adopted, and prints what each keeps and breaks. Fails only if one of our own managers does, or
// one that was adopted.
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

const own = [...list('reference'), 'examples/worker/poll-in-thread.subject.ts']
const gallery = list('gallery')
const adopted = list('gallery/adopted')
const { stdout, stderr } = spawnSync(
  process.execPath,
  ['dist/cli/main.js', 'check', '--json', '-', ...own, ...gallery, ...adopted],
  { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
)
let reports
try {
  reports = JSON.parse(stdout)
} catch {
  process.stderr.write(stderr)
  process.exit(2)
}
const pick = (modules) => modules.map((path) => reports.find(({ module }) => module === path))
const ownReports = pick(own)
const galleryReports = pick(gallery)
const adoptedReports = pick(adopted)
// Each package beside what adopt() makes of it: both lists are of the same files.
const pairs = galleryReports.flatMap((report, index) => [report, adoptedReports[index]])

console.log('\nThe reference managers\n')
console.log(formatTable(ownReports, { color }))
console.log('\nReal packages: as their documentation says to use them, and adopted in ten lines\n')
console.log(formatTable(pairs, { color }))
for (const { subject, rules } of galleryReports) {
  const broken = rules.filter(({ level, status }) => level === 'MUST' && status === 'fail')
  console.log(`\n${subject} breaks ${broken.length} rules that are a MUST:`)
  for (const { id, message } of broken) console.log(`  ${id}  ${message}`)
}
const waivers = adoptedReports.flatMap(({ subject, rules }) =>
  rules
    .filter(({ status }) => status === 'waived')
    .map(({ id, reason }) => `  ${subject}: ${id} is waived: ${reason}`),
)
const broken = adoptedReports.filter(({ verdict }) => verdict !== 'conforms')
console.log(`\nAdopted, ${broken.length} of them break a MUST. What cannot be mended from outside:`)
for (const waiver of waivers) console.log(waiver)
console.log(
  '\nWhat happened when, and what to do about it: node dist/cli/main.js check examples/gallery/croner.ts\n',
)
process.exitCode = [...ownReports, ...adoptedReports].every(({ verdict }) => verdict === 'conforms')
  ? 0
  : 1
