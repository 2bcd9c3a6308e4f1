import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findExitCode } from '../../cli/check/check.ts'
import type { Verdict } from '../../harness/model/report.ts'
import { runCommand } from '../cli/run-command.ts'
import { createProject } from './create-project.ts'
import { readCode, readPage } from './read-page.ts'

const page = readPage('docs/subject.md')

function readModel(name: string): string {
  return readFileSync(new URL(`../../harness/model/${name}.ts`, import.meta.url), 'utf8')
}

/** The names of the fields of an interface, in its order. */
function findFields(name: string): string[] {
  const [, body] =
    new RegExp(`export interface ${name}(?:<.*>)? \\{\\n([^]*?)\\n\\}`).exec(
      readModel('subject'),
    ) ?? []
  if (body === undefined) throw new Error(`subject.ts has no interface ${name}`)
  return [...body.matchAll(/^ {2}(\w+)\??[(:]/gm)].map(([, field = '']) => field)
}

/** The members of a union of strings. */
function findMembers(file: string, type: string): string[] {
  const [, union = ''] =
    new RegExp(`export type ${type} =([^]*?)\\n\\n`).exec(readModel(file)) ?? []
  return [...union.matchAll(/'([\w-]+)'/g)].map(([, member = '']) => member)
}

function listNames(table: string): string[] {
  return page.findRows(table).map(([cell]) => readCode(cell))
}

describe('docs/subject.md', () => {
  test.for([
    ['subject', 'Subject'],
    ['context', 'SubjectContext'],
    ['capabilities', 'SubjectCapabilities'],
  ] as const)('has a row for every field of %s, and for no other', ([table, type]) => {
    const fields = findFields(type)
    expect(fields).not.toEqual([])
    expect(listNames(table).toSorted()).toEqual(fields.toSorted())
  })

  test('has a row for every profile and every verdict', () => {
    expect(listNames('profiles')).toEqual(findMembers('subject', 'Profile'))
    expect(listNames('verdicts').toSorted()).toEqual(findMembers('report', 'Verdict').toSorted())
  })

  test('names the exit codes of the command', () => {
    for (const [verdict, code] of page.findRows('verdicts'))
      expect([verdict, code]).toEqual([
        verdict,
        String(findExitCode([{ verdict: readCode(verdict) as Verdict }])),
      ])
  })

  test('links to what there is', () => {
    const links = [...page.text.matchAll(/\]\(([^)#]+\.md)/g)].map(([, link = '']) => link)
    const folder = new URL('../../docs/', import.meta.url)
    expect(links.filter((link) => !existsSync(new URL(link, folder)))).toEqual([])
    const anchors = [...page.text.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor = '']) => anchor)
    const headings = new Set(
      [...page.text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) =>
        heading.toLowerCase().replaceAll(' ', '-'),
      ),
    )
    expect(anchors.filter((anchor) => !headings.has(anchor))).toEqual([])
  })

  test('shows managers that break nothing', { timeout: 180_000 }, async () => {
    const project = createProject(page.findFiles())
    expect(project.checkTypes()).toBe('')
    const { code, stdout } = await runCommand(['check', 'src/feed.ts', 'src/outbox.ts'], {
      directory: project.folder,
    })
    expect(code).toBe(0)
    expect(stdout.match(/^\w+ \(.*\): .*$/gm)).toEqual([
      expect.stringMatching(/^Feed .*: conforms: /),
      expect.stringMatching(/^Outbox .*: conforms: /),
    ])
  })
})
