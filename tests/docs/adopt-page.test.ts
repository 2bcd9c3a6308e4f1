import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createProject } from './create-project.ts'
import { readPage } from './read-page.ts'

const page = readPage('docs/adopt.md')
const snapshots = new URL('../examples/__snapshots__/', import.meta.url)

/** How many rules of a recorded verdict have one of these statuses, at one of these levels. */
function count(path: string, levels: readonly string[], statuses: readonly string[]): number {
  return readFileSync(new URL(path, snapshots), 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, level = '', status = '']) => levels.includes(level) && statuses.includes(status))
    .length
}

describe('docs/adopt.md', () => {
  test('followed by the letter adopts what keeps every rule', () => {
    const project = createProject(page.findFiles(), ['croner'])
    expect(project.checkTypes()).toBe('')
    const { exitCode, output } = project.runVitest()
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 })
    expect(output).toContain('startHeartbeat')
    expect(output).toContain('startQueue')
  })

  test('has the figures of the gallery', () => {
    const ALL = ['MUST', 'SHOULD', 'MAY']
    const files = readdirSync(new URL('adopted/', snapshots))
    expect(page.findRows('packages')).toEqual(
      files.map((file) =>
        [
          basename(file, '.txt'),
          count(file, ['MUST'], ['fail']),
          count(file, ['SHOULD', 'MAY'], ['fail']),
          count(file, ALL, ['skip']),
          count(`adopted/${file}`, ALL, ['pass']),
          count(`adopted/${file}`, ALL, ['fail', 'not-run']),
          count(`adopted/${file}`, ALL, ['waived']),
        ].map(String),
      ),
    )
    for (const file of files) expect(count(`adopted/${file}`, ALL, ['skip'])).toBe(33)
  })

  test('adopts in ten lines at most', () => {
    const lengths = page.findFiles().flatMap(({ text }) => {
      const [call] = /^ {2}return adopt\(\{$[^]*?^ {2}\}\)$/m.exec(text) ?? []
      return call === undefined ? [] : [call.split('\n').length]
    })
    expect(lengths).toHaveLength(3)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(10)
  })
})
