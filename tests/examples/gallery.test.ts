import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../harness/conformance/report.ts'
import { runCli } from '../run-cli.ts'

const gallery = listModules('gallery')
const reference = [...listModules('reference'), 'examples/heartbeat/heartbeat.subject.ts']
let reports: Report[]

beforeAll(() => {
  reports = JSON.parse(
    runCli(['check', '--json', '-', ...gallery, ...reference]).stdout,
  ) as Report[]
})

describe('the gallery', () => {
  test.for(gallery)('%s gets the recorded verdict for each rule', async (module) => {
    const report = findReport(module)
    const lines = report.rules.map(({ id, level, status, message, reason }) =>
      [id, level, status, message ?? reason ?? ''].join(' ').trim(),
    )
    await expect(`${report.verdict}\n${lines.join('\n')}\n`).toMatchFileSnapshot(
      `__snapshots__/${report.subject}.txt`,
    )
  })
})

describe('our own managers', () => {
  test.for(reference)('%s keeps every rule', (module) => {
    const { verdict, rules } = findReport(module)
    expect(verdict).toBe('conforms')
    expect(rules.filter(({ status }) => status === 'fail' || status === 'not-run')).toEqual([])
  })
})

function findReport(module: string): Report {
  const report = reports.find((candidate) => candidate.module === module)
  if (report === undefined) throw new Error(`no report of ${module} among ${reports.length}`)
  return report
}

function listModules(folder: string): string[] {
  return readdirSync(new URL(`../../examples/${folder}`, import.meta.url))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `examples/${folder}/${file}`)
}
