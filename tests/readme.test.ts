import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rules } from '../harness/conformance/rules/index.ts'
import { runCli } from './run-cli.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
let folder: string

/** The code block that follows `<!-- name -->`. */
function block(name: string): string {
  const [, text] =
    new RegExp(`<!-- ${name} -->\\n\`\`\`\\w*\\n([\\s\\S]*?)\\n\`\`\``).exec(readme) ?? []
  if (text === undefined) throw new Error(`README.md has no block <!-- ${name} -->`)
  return text
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitest-shutdown-readme-'))
  mkdirSync(join(folder, 'src'))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/vitest-shutdown'), 'junction')
  symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'), 'junction')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  // The first line of the block is the name of the file.
  writeFileSync(join(folder, 'src/heartbeat.ts'), block('subject').replace(/^.*\n/, ''))
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('README.md', () => {
  test('shows a failure that its own manager gets', () => {
    const { stdout, exitCode } = runCli(['check', 'src/heartbeat.ts'], folder)
    expect(stdout).toContain(block('failure'))
    expect(exitCode).toBe(1)
  })

  test('counts the rules as they are', () => {
    expect(readme).toContain(`\n${rules.length} of them, as data`)
  })
})
