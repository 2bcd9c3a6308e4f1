import { describe, expect, test } from 'vitest'
import { createProject, type Project } from './create-project.ts'
import { readCode, readPage } from './read-page.ts'

const page = readPage('docs/fixtures.md')

/** Reporters differ in blank lines, and cut what is too long for a line of the summary. */
function normalise(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

function createFailing(): Project {
  const project = createProject(page.findFiles().slice(0, 1))
  project.write(page.findFiles('failing'))
  return project
}

describe('docs/fixtures.md', () => {
  test('followed by the letter passes', () => {
    const { output, exitCode } = createProject(page.findFiles()).runVitest()
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 })
  })

  test('has code that the compiler accepts', () => {
    const project = createProject(page.findFiles())
    project.write(page.findFiles('failing'))
    expect(project.checkTypes()).toBe('')
    expect(page.snippets).toEqual([])
  })

  test('shows failures as they are', () => {
    const { output, exitCode } = createFailing().runVitest()
    for (const name of ['left timer', 'failing matcher']) {
      expect(normalise(output)).toContain(normalise(page.findBlock(name)))
    }
    expect(exitCode).toBe(1)
  })

  test.each(['clock', 'network', 'log', 'gate', 'handles'])('has all that %s has', async (name) => {
    const project = createProject([
      {
        path: 'members.test.ts',
        text: `import { expect } from 'vitest'
import { test } from 'vitest-shutdown'
test('members', ({ ${name} }) => {
  console.log(JSON.stringify(Object.keys(${name === 'gate' ? 'gate()' : name}).toSorted()))
  expect(1).toBe(1)
})
`,
      },
    ])
    const { output } = project.runVitest()
    const members = JSON.parse(/^\[.*\]$/m.exec(output)?.[0] ?? '[]') as string[]
    const told = page
      .findRows(name)
      .flatMap(([call = '']) => call.match(/(?<=`(?:await )?\w+\.)\w+/g) ?? [])
    // A logger has what loggers have, and the text tells that.
    const logging = name === 'log' ? ['error', 'info', 'warn'] : []
    expect(new Set([...told, ...logging])).toEqual(new Set(members))
  })

  test('has every matcher', async () => {
    const source = await import('../../fixtures/matchers/register-matchers.ts')
    source.registerMatchers()
    const told = page
      .findRows('matchers')
      .map(([call]) => /\.(to\w+)\(/.exec(readCode(call))?.[1] ?? '')
    expect(new Set(told)).toEqual(
      new Set([
        'toAbortOnDrop',
        'toHaveWarnedOnce',
        'toLeaveNothingOpen',
        'toShutDownCleanly',
        'toShutDownIdempotently',
        'toStopAllClones',
      ]),
    )
    for (const name of told) expect(expect(0)).toHaveProperty([name])
  })
})
