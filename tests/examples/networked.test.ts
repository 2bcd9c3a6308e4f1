import { readdirSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { Report } from '../../harness/model/report.ts'
import { runCli } from '../run-cli.ts'

// Clients of real protocols on a network in memory. What they are told was seen in real time first: a
// server that accepts and falls silent holds a shutdown of ioredis and of pg for as long as one waits.
const modules = readdirSync(new URL('../../examples/gallery/networked/', import.meta.url))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `examples/gallery/networked/${file}`)
let reports: Report[]

beforeAll(() => {
  const args = ['check', '--json', '-', '--only', 'KIT,STOP,WORK,LEAK,NET', ...modules]
  reports = JSON.parse(runCli(args).stdout) as Report[]
}, 300_000)

test.for(modules)('%s gets the recorded verdict for each rule', async (module) => {
  const { subject, verdict, rules } = reports.find((report) => report.module === module) ?? {}
  const lines = (rules ?? []).map(({ id, level, status, message, reason }) =>
    [id, level, status, message ?? reason ?? ''].join(' ').trim(),
  )
  await expect(`${verdict}\n${lines.join('\n')}\n`).toMatchFileSnapshot(
    `__snapshots__/networked/${subject}.txt`,
  )
})
