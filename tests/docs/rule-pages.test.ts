import '../../fixtures/setup.ts'
import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import type { RuleResult } from '../../harness/model/report.ts'
import type { Rule } from '../../harness/trial/rule.ts'
import { rules } from '../../harness/check/catalogue.ts'
import { formatFailure } from '../../harness/report/format-failure.ts'
import { createProject } from './create-project.ts'
import { fillPage } from './rule-pages/fill-page.ts'
import { type ManagerCode, readManagerCode } from './rule-pages/manager-code.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = join(ROOT, 'docs/rules')
const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'vitest-shutdown-rules-'))
mkdirSync(join(scratch, 'node_modules'))
symlinkSync(ROOT, join(scratch, 'node_modules/vitest-shutdown'), 'junction')
afterAll(() => rmSync(scratch, { recursive: true }))

function findPath(id: string): string {
  return join(FOLDER, `${id}.md`)
}

/** What takes a process of its own has pages of the same form, which `process-rule-pages.test.ts` runs. */
const checked = rules.filter(({ needs }) => !needs.includes('signals') && !needs.includes('real'))

/** A rule without a page fails one test, and is left aside by the others. */
const documented = checked.filter(({ id }) => existsSync(findPath(id)))

function readRulePage({ id }: Rule): string {
  if (existsSync(findPath(id))) return readFileSync(findPath(id), 'utf8')
  throw new Error(
    `Expected a page docs/rules/${id}.md, and there is none. Copy docs/rules/STOP-05.md, write why ` +
      `${id} matters, a manager that breaks it and how to mend it, and run \`npm run docs\`, which ` +
      'writes the title, the level and the failure.',
  )
}

async function importSubject({ module, fileName }: ManagerCode, name: string): Promise<unknown> {
  if (fileName.startsWith('tests/')) {
    const { subject } = (await import(join(ROOT, fileName))) as { subject: unknown }
    return subject
  }
  const path = join(scratch, name, fileName)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, module)
  const exports = (await import(path)) as { default: unknown }
  return exports.default
}

/** Runs the rule on the broken manager, and writes its failure as the command does. */
async function findFailure(rule: Rule, code: ManagerCode): Promise<string> {
  const subject = await importSubject(code, `${rule.id}-broken`)
  const report = await checkConformance(subject, { only: [rule.id] })
  const result = report.rules.find(({ id }) => id === rule.id)
  if (result?.status !== 'fail')
    throw new Error(`Expected the broken manager to fail ${rule.id}, got ${result?.status}`)
  // The token names the major version of Node; a test to paste would be half of the page.
  const { test: _test, replay, ...rest } = result
  const shown: RuleResult = { ...rest, ...(replay === undefined ? {} : { replay: 'TOKEN' }) }
  const folder = `${join(scratch, `${rule.id}-broken`)}/`
  const relative = JSON.parse(JSON.stringify(shown).replaceAll(folder, '')) as RuleResult
  return formatFailure(relative, { color: false, width: 78 }, { module: code.fileName }).replace(
    /\n.*vitest-shutdown explain.*$/,
    '',
  )
}

/** Some versions of Node log warnings of their own, among what is left out of a long timeline. */
function isSameButForElided(one: string, other: string): boolean {
  const withoutCount = (text: string): string => text.replaceAll(/… \d+ more/g, '… more')
  return withoutCount(one) === withoutCount(other)
}

/** The areas that every mended manager is checked for, beside that of its rule. */
const CORE = new Set(['KIT', 'STOP', 'DROP', 'LEAK'])

/** What the mended manager still breaks of what it must keep. */
async function findBroken(rule: Rule, code: ManagerCode): Promise<string[]> {
  const subject = await importSubject(code, `${rule.id}-mended`)
  const [area] = rule.id.split('-')
  const only = rules.filter(({ id }) => {
    const [other = ''] = id.split('-')
    // What a page mends must not break what most managers break first.
    return id === rule.id || (other !== 'EXPLORE' && (other === area || CORE.has(other)))
  })
  const report = await checkConformance(subject, { only: only.map(({ id }) => id) })
  const own = report.rules.find(({ id }) => id === rule.id)
  return [
    ...report.rules.flatMap(({ id, level, status, message }) =>
      status === 'fail' && (level === 'MUST' || id === rule.id) ? [`[${id}] ${message}`] : [],
    ),
    ...(own?.status === 'skip' && rule.id !== 'LOG-02'
      ? [`${rule.id} is skipped: ${own.reason}`]
      : []),
  ]
}

describe('docs/rules', () => {
  test.for([...checked])('$id has a page that is up to date', async (rule) => {
    const page = readRulePage(rule)
    const broken = readManagerCode(page, 'broken')
    const filled = fillPage(page, rule, { broken, failure: await findFailure(rule, broken) })
    await expect(
      isSameButForElided(filled, page) ? page : filled,
      `docs/rules/${rule.id}.md is out of date: run \`npm run docs\``,
    ).toMatchFileSnapshot(findPath(rule.id))
  })

  test.for(documented)('$id is mended as its page says', async (rule) => {
    expect(await findBroken(rule, readManagerCode(readRulePage(rule), 'mended'))).toEqual([])
  })

  test('lists every rule', async () => {
    const path = findPath('README')
    const [intro = ''] = readFileSync(path, 'utf8').split('<!-- rules -->')
    const rows = rules.map(({ id, level, title }) => `| [${id}](${id}.md) | ${level} | ${title} |`)
    const table = [
      '<!-- rules -->',
      '| rule | level | what it requires |',
      '| --- | --- | --- |',
      ...rows,
    ]
    await expect(
      `${intro}${table.join('\n')}\n`,
      'docs/rules/README.md is out of date: run `npm run docs`',
    ).toMatchFileSnapshot(path)
  })

  test('has mended code that the compiler accepts', () => {
    const files = documented.map((rule) => {
      const { module, fileName } = readManagerCode(readRulePage(rule), 'mended')
      return { path: `${rule.id}/${fileName}`, text: module }
    })
    expect(createProject(files).checkTypes()).toBe('')
  })

  test('has no page of a rule that there is not', () => {
    const ids = new Set<string>(rules.map(({ id }) => id))
    const pages = readdirSync(FOLDER).filter((file) => file !== 'README.md')
    expect(pages.filter((file) => !ids.has(file.replace(/\.md$/, '')))).toEqual([])
  })
})
