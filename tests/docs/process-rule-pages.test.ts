import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { type ProbeOptions, probeProcess, type ProbeReport, rules } from 'vitest-shutdown/harness'
import { formatFailure } from '../../harness/report/format-failure.ts'
import { readPage } from './read-page.ts'
import { fillPage } from './rule-pages/fill-page.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'vitest-shutdown-process-'))
mkdirSync(join(scratch, 'node_modules'))
symlinkSync(ROOT, join(scratch, 'node_modules/vitest-shutdown'), 'junction')
afterAll(() => rmSync(scratch, { recursive: true }))

const SCENARIOS = ['hung', 'failing'] as const

/** What the command is given beside the program. */
const OPTIONS: Readonly<Record<string, Partial<ProbeOptions>>> = {
  'PROC-06': { endBy: ['stdin'] },
  'PROC-07': { request: '/' },
  'PROC-08': { readiness: '/' },
}

/** Probes a program of a page; one that can hang, or fail, is let. */
async function probe(id: string, role: string, code: string): Promise<ProbeReport> {
  const cwd = join(scratch, `${id}-${role}`)
  mkdirSync(cwd)
  writeFileSync(join(cwd, 'main.mjs'), `${code}\n`)
  const scenarios = SCENARIOS.filter((scenario) => code.includes(`'${scenario}'`))
  return probeProcess({ module: 'main.mjs', cwd, scenarios, deadlineMs: 1000, ...OPTIONS[id] })
}

const processRules = rules.filter(
  ({ needs }) => needs.includes('signals') || needs.includes('real'),
)

// Signals cannot be sent on Windows.
describe.skipIf(process.platform === 'win32').concurrent('docs/rules', () => {
  test.for(processRules)('$id has a page that is up to date', async (rule, { expect }) => {
    const path = join(ROOT, `docs/rules/${rule.id}.md`)
    const page = readPage(`docs/rules/${rule.id}.md`)
    const shown = page.findBlock('broken')
    const report = await probe(rule.id, 'broken', shown)
    const failed = report.rules.filter(({ status }) => status === 'fail')
    const result = failed.find(({ id }) => id === rule.id)
    if (result === undefined) throw new Error(`Expected the broken program to fail ${rule.id}`)
    const failure = formatFailure(result, { color: false, width: 78 })
      .replace(/\n.*vitest-shutdown explain.*$/, '')
      .replaceAll(/(127\.0\.0\.1:)\d+/g, '$18080')
      .replaceAll(/\bof \d+ SIG/g, 'of 5 SIG')
      .replaceAll(/\b\d+ of \d+ requests/g, '4 of 4 requests')
      .replaceAll(/\b(pid) \d+/g, '$1 4711')
      .replaceAll(process.execPath, 'node')
    const broken = { shown, module: shown, fileName: 'main.mjs' }
    await expect(
      fillPage(page.text, rule, { broken, failure }),
      `docs/rules/${rule.id}.md is out of date: run \`npm run docs\``,
    ).toMatchFileSnapshot(path)
  })

  test.for(processRules)('$id is mended as its page says', async ({ id }, { expect }) => {
    const report = await probe(id, 'mended', readPage(`docs/rules/${id}.md`).findBlock('mended'))
    const own = report.rules.find((rule) => rule.id === id)
    expect(report.rules.filter(({ status }) => status === 'fail')).toEqual([])
    expect(own).toMatchObject({ status: 'pass' })
  })
})

test('there are such rules, each with a page', () => {
  expect(processRules.map(({ id }) => id)).toEqual([
    'LEAK-05',
    'PROC-01',
    'PROC-02',
    'PROC-03',
    'PROC-04',
    'PROC-06',
    'PROC-07',
    'PROC-08',
    'PROC-09',
  ])
  for (const { id } of processRules)
    expect(existsSync(join(ROOT, `docs/rules/${id}.md`))).toBe(true)
})
