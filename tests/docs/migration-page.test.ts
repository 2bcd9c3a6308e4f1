import { expect, test } from 'vitest'
import { createProject } from './create-project.ts'
import { readPage } from './read-page.ts'

const page = readPage('docs/migration.md')

test('docs/migration.md has tests that pass, before and after', () => {
  const { output, exitCode } = createProject(page.findFiles()).runVitest()
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 })
  expect(output).toContain('8 passed')
})

test('docs/migration.md has code that the compiler accepts', () => {
  expect(createProject(page.findFiles()).checkTypes()).toBe('')
  expect(page.snippets).toEqual([])
})

test('docs/migration.md keeps what it says of the tests before', () => {
  const [before = '', after = ''] = page
    .findFiles()
    .filter(({ path }) => path.endsWith('.test.ts'))
    .map(({ text }) => text)
  const findNames = (text: string): string[] =>
    [...text.matchAll(/^test\('(.+?)'/gm)].map(([, name = '']) => name)
  expect(findNames(after)).toEqual(findNames(before))
  expect(after.split('\n').length).toBeLessThan(before.split('\n').length * 0.6)
})
