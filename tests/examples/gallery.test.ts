import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../harness/model/report.ts'
import { runCli } from '../run-cli.ts'

const gallery = listModules('gallery')
const adopted = listModules('gallery/adopted')
let reports: Report[]

beforeAll(() => {
  reports = JSON.parse(runCli(['check', '--json', '-', ...gallery, ...adopted]).stdout) as Report[]
}, 480_000)

describe('the gallery', () => {
  test.for(gallery)('%s gets the recorded verdict for each rule', async (module) => {
    const report = findReport(module)
    await expect(formatVerdicts(report)).toMatchFileSnapshot(`__snapshots__/${report.subject}.txt`)
  })

  test('has each package twice: as it is, and adopted', () => {
    expect(adopted.map((module) => basename(module))).toEqual(
      gallery.map((module) => basename(module)),
    )
  })
})

describe('adopted', () => {
  test.for(adopted)('%s keeps every rule, or says why not', async (module) => {
    const report = findReport(module)
    expect(report.verdict).toBe('conforms')
    expect(report.counts).toMatchObject({ fail: 0, notRun: 0 })
    await expect(formatVerdicts(report)).toMatchFileSnapshot(
      `__snapshots__/adopted/${basename(module, '.ts')}.txt`,
    )
  })

  test.for(adopted)('%s takes ten lines at most', (module) => {
    const text = readFileSync(new URL(`../../${module}`, import.meta.url), 'utf8')
    const [, indent = ''] = /^( *)adopt\(\{$/m.exec(text) ?? []
    const [call] = new RegExp(`^${indent}adopt\\(\\{$[^]*?^${indent}\\}\\)`, 'm').exec(text) ?? []
    expect(call?.split('\n').length).toBeLessThanOrEqual(10)
  })
})

function formatVerdicts({ verdict, rules }: Report): string {
  const lines = rules.map(({ id, level, status, message, reason }) =>
    [id, level, status, message ?? reason ?? ''].join(' ').trim(),
  )
  return `${verdict}\n${lines.join('\n')}\n`
}

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
