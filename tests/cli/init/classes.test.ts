import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandResult, runCommand } from '../run-command.ts'
import { CLASSES, installProject, listFiles, SETTINGS } from './project.ts'

const SOURCES = listFiles(CLASSES)

/** The classes whose subject does not run as it was written, and why. */
const NOT_RUNNING: Readonly<Record<string, string>> = {
  FeedReader: 'its messages come from a channel, and what stands in for that has none',
  StatusServer: 'nobody sends it requests',
  TailFile: 'it follows a real file, which the subject would have to write',
}

const project = installProject(SETTINGS, { classes: CLASSES })
let result: CommandResult
/** By the name of the subject. */
let verdicts: Map<string, string>

beforeAll(async () => {
  const files = SOURCES.map((name) => `src/${name}`)
  result = await runCommand(['init', ...files], { directory: project.directory })
  const lines = result.stdout.matchAll(/^(\w+) \(src\/\S+\): (\w+)/gm)
  verdicts = new Map([...lines].map(([, name = '', verdict = '']) => [name, verdict]))
}, 600_000)

afterAll(() => {
  project.remove()
})

test('a subject and a test are written for each', () => {
  const names = readdirSync(join(project.directory, 'src'))
  expect(result).toMatchObject({ code: 0, stderr: '' })
  expect(names.filter((name) => /\.subject\.[cm]?[jt]s$/.test(name))).toHaveLength(SOURCES.length)
  expect(names.filter((name) => name.includes('.subject.test.'))).toHaveLength(SOURCES.length)
})

describe.each(SOURCES)('%s', (source) => {
  const stem = source.replace(/\.\w+$/, '')
  const extension = source.endsWith('.cjs') ? '.mjs' : source.slice(stem.length)

  test('has the subject that a person would begin with', async () => {
    const path = join(project.directory, 'src', `${stem}.subject${extension}`)
    await expect(readFileSync(path, 'utf8')).toMatchFileSnapshot(
      `written/${stem}.subject${extension}.txt`,
    )
  })
})

test('all but a few run as they were written: a run is seen, and the rules are judged', () => {
  const unusable = [...verdicts]
    .filter(([, verdict]) => verdict === 'unusable')
    .map(([name]) => name)
  expect(unusable.toSorted()).toEqual(Object.keys(NOT_RUNNING).toSorted())
  expect(verdicts.size).toBe(SOURCES.length)
})

test('they fit the types of what they are about', () => {
  expect(project.run('typescript/bin/tsc', ['-p', '.'])).toBe('')
})

test('they are formatted as oxfmt and Prettier would', () => {
  const files = readdirSync(join(project.directory, 'src')).filter((name) =>
    name.includes('.subject.'),
  )
  const paths = files
    // The first of two arguments is a long function, which these formatters put on the line of the call.
    .filter((name) => !name.startsWith('status-server'))
    .map((name) => join('src', name))
  expect(project.run('oxfmt/bin/oxfmt', ['--list-different', ...paths])).toBe('')
})
