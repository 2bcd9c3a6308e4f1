import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rules } from '../../harness/check/catalogue.ts'
import { runCommand } from '../cli/run-command.ts'
import { createProject } from './create-project.ts'
import { readPage } from './read-page.ts'

const page = readPage('docs/pattern.md')
const known = new Set<string>(rules.map(({ id }) => id))

describe('docs/pattern.md', () => {
  test('names rules that there are', () => {
    const named = [...page.text.matchAll(/\[([A-Z]+-\d\d)\]\(rules\/\1\.md\)/g)].map(
      ([, id = '']) => id,
    )
    expect(named.filter((id) => !known.has(id))).toEqual([])
    expect(page.text.match(/[A-Z]+-\d\d/g)).toHaveLength(2 * named.length)
  })

  test('has a rule for every item of the checklist that is not the application’s', () => {
    const unproved = page
      .findRows('checklist')
      .filter(([, , proof = '']) => !proof.includes('rules/'))
    expect(unproved.map(([item]) => item)).toEqual(['the application calls it'])
  })

  test('links to pages that there are', () => {
    const links = [...page.text.matchAll(/\]\(([\w./-]+\.md)/g)].map(([, link = '']) => link)
    const root = new URL('../../docs/', import.meta.url)
    expect(links.filter((link) => !existsSync(new URL(link, root)))).toEqual([])
  })

  test('shows managers that break nothing', { timeout: 180_000 }, async () => {
    const project = createProject(page.findFiles())
    project.write([
      {
        path: 'src/short.subject.ts',
        text: `import type { Subject } from 'vitest-shutdown'
import type { BackgroundTask } from 'vitest-shutdown/reference'
import { startSweeper } from './short.ts'

export default {
  name: 'short',
  ownership: 'shared',
  intervalMs: 300_000,
  create: ({ work, logger }) => startSweeper(work, logger),
} satisfies Subject<BackgroundTask>
`,
      },
    ])
    expect(project.checkTypes()).toBe('')
    const modules = ['src/heartbeat.ts', 'src/sweeper.ts', 'src/short.subject.ts']
    const { code, stdout } = await runCommand(['check', '--explore', '500', ...modules], {
      directory: project.folder,
    })
    expect(stdout.match(/^\w+ \(.*\): .*$/gm)).toEqual([
      expect.stringMatching(/^Heartbeat .*: conforms: \d+ rules passed, \d+ skipped$/),
      expect.stringMatching(/^Sweeper .*: conforms: \d+ rules passed, \d+ skipped$/),
      expect.stringMatching(/^short .*: conforms: \d+ rules passed, \d+ skipped$/),
    ])
    expect(code).toBe(0)
  })
})
