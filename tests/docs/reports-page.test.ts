import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { REPORT_OPTIONS } from '../../cli/arguments/option-table.ts'
import { runCommand } from '../cli/run-command.ts'
import { createProject } from './create-project.ts'
import { readCode, readPage } from './read-page.ts'

const page = readPage('docs/reports.md')

/** The heartbeat of the tutorial before its fix, and its subject. */
const HEARTBEAT = readPage('docs/tutorial.md')
  .findFiles()
  .filter(({ path }) => !path.includes('.test.'))
const SUBJECT = 'src/heartbeat.subject.ts'

/** Every call of the command that a block tells the reader to make. */
const CALLS = [...page.text.matchAll(/npx vitest-shutdown (check .+)/g)].map(
  ([, call = '']) => call,
)

test('has every option that names a file, and no other', () => {
  const options = page.findRows('outputs').map(([option]) => readCode(option))
  expect(options.toSorted()).toEqual(REPORT_OPTIONS.map((name) => `--${name} FILE`).toSorted())
})

describe('its calls', () => {
  test('are there', () => {
    expect(CALLS).toHaveLength(3)
  })

  test.each(CALLS)('%s writes what is kept', async (call) => {
    const { folder } = createProject(HEARTBEAT)
    const { code, stderr } = await runCommand(call.split(' '), { directory: folder })
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    const files = [...call.matchAll(/--\w+ (\S+)/g)].map(([, file = '']) => file)
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(files))
  })

  test('keep what they write', () => {
    for (const [, file = ''] of page.text.matchAll(/(?:path: |paths: \[|junit: )([\w.]+)/g)) {
      expect(CALLS.some((call) => call.includes(` ${file}`))).toBe(true)
    }
  })
})

test('quotes the annotation as it is', async () => {
  const { folder } = createProject(HEARTBEAT)
  const { stdout } = await runCommand(['check', SUBJECT], {
    directory: folder,
    env: { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder },
  })
  expect(stdout.split('\n')).toContain(page.findBlock('annotation'))
})

test('has examples that are of the right types, and do what they say', async () => {
  const examples = page.snippets.map((text) => {
    const [, name] = /^\/\/ (\S+)/.exec(text) ?? []
    return { path: `src/${name}`, text }
  })
  expect(examples.map(({ path }) => path)).toEqual(['src/list-broken.ts', 'src/write-page.ts'])
  const project = createProject([...HEARTBEAT, ...examples])
  const { folder } = project
  const args = ['check', SUBJECT, '--json', 'shutdown.json', '--badge', 'badge.json']
  await runCommand(args, { directory: folder })
  const badge = readFileSync(join(folder, 'badge.json'), 'utf8')
  // How many there are is of no matter here, and changes with each rule that is added.
  const withoutCounts = (text: string): string => text.replace(/\d+\/\d+/, 'n/n')
  expect(withoutCounts(badge)).toBe(`${withoutCounts(page.findBlock('badge'))}\n`)

  const imports = examples.map(({ path }) => `  await import('./${path}')`).join('\n')
  const text = `import { test } from 'vitest'\ntest('run', { timeout: 50_000 }, async () => {\n${imports}\n})\n`
  project.write([{ path: 'examples.test.ts', text }])
  expect(project.checkTypes()).toBe('')
  const { exitCode, output } = project.runVitest()
  expect(exitCode).toBe(0)
  expect(output).toContain('Heartbeat STOP-03 (MUST): Heartbeat started run #3 at 7500 ms')
  const pages = ['shutdown.html', 'shutdown.xml']
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(pages))
})
