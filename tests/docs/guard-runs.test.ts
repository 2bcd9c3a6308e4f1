import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readLeakRecords, RECORD_VARIABLE } from '../../harness/guard/leak-record.ts'
import { runCli } from '../run-cli.ts'
import { createProject } from './create-project.ts'
import { readCode, readPage } from './read-page.ts'

const page = readPage('docs/guard.md')
const reference = readPage('docs/guard-reference.md')
const readme = readPage('README.md')
const FIRST = new Set(['vitest.config.ts', 'src/server.ts', 'src/orders.test.ts'])

/** The files of the page up to its first failure. */
function findFirstFiles(): { path: string; text: string }[] {
  return page.findFiles().filter(({ path }) => FIRST.has(path))
}

function toFiles(texts: readonly string[], name: string): { path: string; text: string }[] {
  return texts.map((text, index) => ({ path: `${name}-${index}.ts`, text }))
}

/** A free port is another one each time; reporters differ in blank lines. */
function normalise(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
}

describe('docs/guard.md, followed by the letter', () => {
  test('gets the failure that is shown, there and in README.md', () => {
    const { output, exitCode } = createProject(findFirstFiles()).runVitest()
    for (const shown of [page, readme]) {
      expect(normalise(output)).toContain(normalise(shown.findBlock('leak')))
    }
    expect(exitCode).toBe(1)
  })

  test('passes once the test is mended as shown', () => {
    const project = createProject(findFirstFiles())
    project.write(page.findFiles('mended'))
    expect(project.runVitest()).toMatchObject({ exitCode: 0 })
  })

  test('passes with the setup file, the file that only warns, and the kept timer', () => {
    const project = createProject(page.findFiles())
    project.write([...page.findFiles('mended'), ...page.findFiles('with a setup file')])
    const { output, exitCode } = project.runVitest()
    const warnings = output.split('\n').filter((line) => line.startsWith('warning: '))
    expect(warnings).toEqual([
      'warning: [LEAK] interval of 1000 ms is still running after the test "only warns, as all tests of this file do"',
    ])
    expect(exitCode).toBe(0)
  })

  test('gets the promise that never settles, once that is asked for', () => {
    const project = createProject(findFirstFiles().slice(0, 1))
    project.write(reference.findFiles('with promises'))
    const { output, exitCode } = project.runVitest()
    expect(normalise(output)).toContain(normalise(reference.findBlock('promise leak')))
    expect(exitCode).toBe(1)
  })

  test('fails without the setup file that lets things be', () => {
    const project = createProject(page.findFiles())
    project.write([
      ...page.findFiles('mended'),
      ...page
        .findFiles()
        .filter(({ path }) => path === 'src/metrics.test.ts')
        .map(({ path, text }) => ({ path, text: text.replace('keep(reporter)', '') })),
    ])
    const { output, exitCode } = project.runVitest()
    expect(output).toContain(
      '[LEAK] interval of 60000 ms is still running at the end of src/metrics.test.ts; set when that file was imported',
    )
    expect(exitCode).toBe(1)
  })

  test('has code that the compiler accepts, and so have the other pages', () => {
    const project = createProject(page.findFiles())
    project.write([
      ...readPage('docs/tutorial.md').findFiles(),
      ...toFiles(readme.snippets, 'src/readme'),
      ...reference.findFiles('with promises'),
    ])
    for (const variant of ['mended', 'with a setup file']) {
      project.write(
        page.findFiles(variant).map(({ path, text }) => ({
          path: path.replace(/(\.test)?\.ts$/, `-${variant.replaceAll(' ', '-')}$&`),
          text,
        })),
      )
    }
    const [first = '', ...others] = readPage('docs/guard-baseline.md').snippets
    // The page imports the function once, for all that follow.
    const complete = others.map(
      (text) => `import { configureGuard } from 'vitest-shutdown'\n${text}`,
    )
    project.write(toFiles([first, ...complete], 'src/baseline'))
    expect(project.checkTypes()).toBe('')
  })
})

describe('the kinds of docs/guard-reference.md', () => {
  test('are what is left open, with how to close it', () => {
    const records = mkdtempSync(join(tmpdir(), 'vitest-shutdown-records-'))
    onTestFinished(() => rmSync(records, { recursive: true }))
    const text = readFileSync(new URL('./leak-every-kind.case.ts', import.meta.url), 'utf8')
    const project = createProject([
      ...findFirstFiles().slice(0, 1),
      { path: 'every-kind.test.ts', text },
    ])
    project.runVitest({ [RECORD_VARIABLE]: records })
    const leaks = readLeakRecords(records).flatMap((record) => record.leaks)
    const rows = reference.findRows('kinds')
    // Each of the remedies that are said for a kind stands in its row.
    const unsaid = leaks
      .filter(({ kind, remedy }) => {
        const [, , close] = rows.find(([name]) => readCode(name) === kind) ?? []
        const said = remedy.replace(/^process\.(stdin\.)?off\(.*/, 'process.off(event, listener)')
        return close?.includes(said) !== true
      })
      .map(({ kind, remedy }) => `${kind}: ${remedy}`)
    expect(unsaid).toEqual([])
    const found = new Set<string>(leaks.map(({ kind }) => kind))
    expect([...found].toSorted()).toEqual(rows.map(([name]) => readCode(name)).toSorted())
  })
})

describe('the messages of docs/guard-reference.md', () => {
  const rows = reference.findRows('messages').map(([text]) => readCode(text))

  function find(part: string): string {
    const row = rows.find((text) => text.includes(part))
    if (row === undefined) throw new Error(`Expected a message with ${part} in the table`)
    return row
  }

  test('are said when there are two copies', () => {
    const project = createProject(findFirstFiles())
    const copy = join(project.folder, 'copy/node_modules')
    const root = fileURLToPath(new URL('../..', import.meta.url))
    mkdirSync(join(copy, '@sinonjs'), { recursive: true })
    for (const path of ['package.json', 'dist'])
      cpSync(join(root, path), join(copy, 'vitest-shutdown', path), { recursive: true })
    cpSync(join(root, 'node_modules/@sinonjs/fake-timers'), join(copy, '@sinonjs/fake-timers'), {
      recursive: true,
    })
    const second = './copy/node_modules/vitest-shutdown/dist/fixtures/setup.js'
    project.write([
      {
        path: 'vitest.config.ts',
        text: `export default { test: { setupFiles: ['vitest-shutdown/setup', '${second}'] } }`,
      },
    ])
    const { output, exitCode } = project.runVitest()
    expect(output.replaceAll(/from file:\S+?\.js/g, 'from …')).toContain(find('loaded twice'))
    expect(exitCode).toBe(1)
  })

  test('are said when there is no guard', () => {
    const project = createProject(
      page.findFiles().filter(({ path }) => path === 'src/legacy.test.ts'),
    )
    const { output, exitCode } = project.runVitest()
    expect(output).toContain(find('no guard to configure'))
    expect(exitCode).toBe(1)
    const { stderr } = runCli(['baseline'], project.folder)
    expect(stderr).toContain(find('Expected the guard'))
  })
})
