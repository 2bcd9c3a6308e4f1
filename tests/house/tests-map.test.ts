import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { LEVELS } from './levels.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const map = fs.readFileSync(`${root}tests/README.md`, 'utf8')
const rows = map.match(/^\| `.*$/gm) ?? []

/** Every folder that has a level, and so tests of its own. */
function listFolders(): string[] {
  return LEVELS.filter((level) => !level.endsWith('.ts'))
}

describe('the map of the tests', () => {
  test('has a row for every folder of the product, in the order of their levels', () => {
    expect(rows.map((row) => /^\| `(.*?)\/` \|/.exec(row)?.[1])).toEqual(listFolders())
  })

  test('names only what exists', () => {
    const named = [...map.matchAll(/`(tests\/[^`*]*)`/g)].map(([, path = '']) => path)
    expect(named.filter((path) => !fs.existsSync(root + path))).toEqual([])
    expect(named.length).toBeGreaterThan(rows.length)
  })

  test('names every folder of tests', () => {
    const folders = fs
      .readdirSync(`${root}tests`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'harness')
      .map(({ name }) => `tests/${name}/`)
    expect(folders.filter((folder) => !map.includes(folder))).toEqual([])
  })

  test('has the folders of tests/harness named as those of the harness', () => {
    const names = (folder: string): string[] => fs.readdirSync(root + folder)
    const known = new Set(names('harness'))
    expect(
      names('tests/harness').filter((name) => !known.has(name) && name !== 'tsconfig.json'),
    ).toEqual([])
  })
})
