import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../run-cli.ts'
import { createProject } from './create-project.ts'
import { readPage } from './read-page.ts'

const page = readPage('docs/init.md')

test('docs/init.md shows what is written and listed', () => {
  const project = createProject(page.findFiles())
  const read = (name: string): string => readFileSync(join(project.folder, 'src', name), 'utf8')
  const json = runCli(['init', '--json'], project.folder)
  expect(JSON.parse(json.stdout)).toEqual(JSON.parse(page.findBlock('json')))

  const { exitCode, stdout } = runCli(['init', 'src/price-poller.ts'], project.folder)
  expect(exitCode).toBe(0)
  expect(stdout).toContain('wrote src/price-poller.subject.ts, 1 place marked TODO')
  expect(read('price-poller.subject.ts')).toBe(`${page.findBlock('subject')}\n`)
  expect(read('price-poller.subject.test.ts')).toBe(`${page.findBlock('test')}\n`)
  expect(project.checkTypes()).toBe('')
})
