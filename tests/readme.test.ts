import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { rules } from '../harness/check/catalogue.ts'
import { createProject } from './docs/create-project.ts'
import { readPage } from './docs/read-page.ts'
import { runCli } from './run-cli.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** The code block that follows `<!-- name -->`. */
function block(name: string): string {
  const [, text] =
    new RegExp(`<!-- ${name} -->\\n\`\`\`\\w*\\n([\\s\\S]*?)\\n\`\`\``).exec(readme) ?? []
  if (text === undefined) throw new Error(`README.md has no block <!-- ${name} -->`)
  return text
}

/** The file that a block shows; its first line is the name. */
function file(name: string): { path: string; text: string } {
  const [, path = '', text = ''] = /^\/\/ (\S+)\n([^]*)$/.exec(block(name)) ?? []
  return { path, text }
}

/** The class that the README leaves out: the tutorial shows it. */
const [heartbeat] = readPage('docs/tutorial.md').findFiles()
if (heartbeat === undefined) throw new Error('docs/tutorial.md shows no class')

describe('README.md', () => {
  test('can be read in five minutes', () => {
    expect(readme.split(/\s+/).length).toBeLessThanOrEqual(902)
  })

  test('shows a failure that its own manager gets', () => {
    const { folder } = createProject([heartbeat, file('subject')])
    const { stdout, exitCode } = runCli(['check', 'src/heartbeat.subject.ts'], folder)
    expect(stdout).toContain(block('failure'))
    expect(exitCode).toBe(1)
  })

  test('has a test by hand that passes', () => {
    const project = createProject([heartbeat, file('subject'), file('fixtures')])
    expect(project.checkTypes()).toBe('')
    const { exitCode, output } = project.runVitest()
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 })
    expect(output).toContain('Tests  1 passed (1)')
  })

  test('counts the rules as they are', () => {
    expect(readme).toContain(`all ${rules.length} rules`)
  })

  test('quotes figures that docs/performance.md has', () => {
    const page = readFileSync(join(root, 'docs/performance.md'), 'utf8')
    for (const figure of ['36 | ', '10, fake-timers 16', '17', '190', '139', '29 |']) {
      expect(readme).toContain(figure)
      expect(page).toContain(figure)
    }
  })
})
