import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readPage } from './read-page.ts'

const page = readPage('docs/runtimes.md')
const root = fileURLToPath(new URL('../..', import.meta.url))
const script = fileURLToPath(new URL('../matrix/run.mjs', import.meta.url))

/** The names of the cells that would run. */
function listCells(only: readonly string[] = []): string[] {
  const args = only.flatMap((words) => ['--only', words])
  const { stdout } = spawnSync(process.execPath, [script, '--list', ...args], { encoding: 'utf8' })
  return stdout.trim().split('\n')
}

describe('docs/runtimes.md', () => {
  test('has a cell for each that the matrix tries', () => {
    const tables = ['vitest', 'types', 'layouts', 'runner-free']
    const cells = tables.flatMap((name) => page.findRows(name).flatMap((row) => row.slice(1)))
    expect(cells).toHaveLength(listCells().length)
    expect(cells.filter((cell) => cell !== 'ok' && cell !== 'not supported')).toEqual([])
  })

  test('names the versions that are tried', () => {
    const versions = readFileSync(`${root}/tests/matrix/versions.mjs`, 'utf8')
    const wanted = [...versions.matchAll(/'(\d+\.\d+\.\d+)'/g)].map(([, version = '']) => version)
    for (const major of [4, 5]) {
      const { devDependencies } = JSON.parse(
        readFileSync(`${root}/tests/matrix/vitest-${major}/package.json`, 'utf8'),
      ) as { devDependencies: { vitest: string } }
      wanted.push(devDependencies.vitest)
    }
    expect(wanted.filter((version) => !page.text.includes(version))).toEqual([])
  })

  test('has examples of --only that name cells', () => {
    const only = [...page.text.matchAll(/--only "([^"]+)"/g)].map(([, words = '']) => words)
    expect(listCells(only)).toEqual([
      'node24 vitest5 threads',
      'layout yarn forks',
      'layout yarn check',
      'layout yarn types',
    ])
  })

  test('links to pages that are there', () => {
    const links = [...page.text.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, link = '']) => link)
    expect(links).not.toEqual([])
    expect(links.filter((link) => !existsSync(`${root}/docs/${link}`))).toEqual([])
  })
})
