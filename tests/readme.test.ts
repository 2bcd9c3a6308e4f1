import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { rules } from '../harness/check/catalogue.ts'
import { createProject } from './docs/create-project.ts'
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

describe('README.md', () => {
  test('shows a failure that its own manager gets', () => {
    const { folder } = createProject([file('subject')])
    const { stdout, exitCode } = runCli(['check', 'src/heartbeat.ts'], folder)
    expect(stdout).toContain(block('failure'))
    expect(exitCode).toBe(1)
  })

  test('has tests by hand that pass', () => {
    const project = createProject([file('subject'), file('fixtures')])
    expect(project.checkTypes()).toBe('')
    const { exitCode, output } = project.runVitest()
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 })
    expect(output).toContain('Tests  2 passed (2)')
  })

  test('counts the rules as they are', () => {
    expect(readme).toContain(`\n${rules.length} of them, as data`)
  })
})
