import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../cli/run-command.ts'
import { createProject } from './create-project.ts'
import { readPage } from './read-page.ts'

const page = readPage('docs/recipes.md')

/** The compiler and a whole check of each subject, on a machine that is busy. */
const TIMEOUT_MS = 180_000

/** The files of the page that are subjects. */
const subjects = page.findFiles().filter(({ text }) => text.includes('export default'))

describe('docs/recipes.md', () => {
  test('has subjects that break no MUST', { timeout: TIMEOUT_MS }, async () => {
    const project = createProject(page.findFiles(), ['croner'])
    expect(project.checkTypes()).toBe('')
    // A glance at the moments: other tests explore, and the managers here are the reference's.
    const args = ['check', '--explore', '50', ...subjects.map(({ path }) => path)]
    const { code, stdout } = await runCommand(args, { directory: project.folder })
    const verdicts = stdout.match(/^\w+ \(.*\): \w+: .*$/gm) ?? []
    expect(verdicts).toHaveLength(subjects.length)
    for (const verdict of verdicts) expect(verdict).toMatch(/: conforms: /)
    expect(code).toBe(0)
  })

  test('has a config that the compiler accepts', () => {
    const files = page.snippets.map((text) => {
      const [, path = ''] = /^\/\/ (\S+)/.exec(text) ?? []
      return { path, text }
    })
    expect(files.map(({ path }) => path)).toEqual(['vitest.config.ts'])
    expect(createProject(files).checkTypes()).toBe('')
  })

  test('links to pages that there are', () => {
    const links = [...page.text.matchAll(/\]\(([\w./-]+\.md)/g)].map(([, link = '']) => link)
    const root = new URL('../../docs/', import.meta.url)
    expect(links.filter((link) => !existsSync(new URL(link, root)))).toEqual([])
  })
})
