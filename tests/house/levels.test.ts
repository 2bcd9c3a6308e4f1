import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { LEVELS } from './levels.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const houses: string[] = []

interface Diagnostic {
  code: string
  message: string
  note?: string
}

/** What the project's own lint configuration says of these files, in a house that has nothing else. */
async function lint(files: Readonly<Record<string, string>>): Promise<string[]> {
  const house = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'house-')))
  houses.push(house)
  for (const file of ['.oxlintrc.json', 'tests/house/levels.mjs']) {
    fs.mkdirSync(path.dirname(path.join(house, file)), { recursive: true })
    fs.copyFileSync(path.join(root, file), path.join(house, file))
  }
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(house, file)), { recursive: true })
    fs.writeFileSync(path.join(house, file), text)
  }
  const output = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [
        path.join(root, 'node_modules/oxlint/bin/oxlint'),
        '--format',
        'json',
        ...Object.keys(files),
      ],
      { cwd: house },
      (_error, stdout, stderr) => resolve(stdout || stderr),
    )
  })
  const { diagnostics } = JSON.parse(output) as { diagnostics: Diagnostic[] }
  return diagnostics
    .map(({ code, message, note }) => [`${code} ${message}`, note].filter(Boolean).join('\n'))
    .toSorted()
}

afterAll(() => {
  for (const house of houses) fs.rmSync(house, { recursive: true, force: true })
})

/** What the linter says of a circle of files in one folder, seen from the last one. */
const circleOf = (...names: readonly string[]): string => {
  const files = names.map((name) => `./${name}.ts (harness/clock/${name}.ts)`)
  return [
    'import(no-cycle) Dependency cycle detected',
    'These paths form a cycle:',
    `╭──▶ ${files.join('\n│         ⬇ imports\n│    ')}`,
    '╰─────────╯ imports the current file',
  ].join('\n')
}

const A = 'export const a = 1\nexport type A = number\n'

describe('the level check refuses', () => {
  test.each([
    [
      'an import from a higher folder of the harness',
      {
        'harness/clock/b.ts': "import { a } from '../rig/a.ts'\nexport const b = a\n",
        'harness/rig/a.ts': A,
      },
      [
        'house(levels) harness/clock/b.ts imports harness/rig/a.ts, but harness/rig stands above harness/clock. Move the name down to harness/clock or below, or pass it in as an argument.',
      ],
    ],
    [
      'a type from there',
      {
        'harness/model/b.ts': "import type { A } from '../report/a.ts'\nexport type B = A\n",
        'harness/report/a.ts': A,
      },
      [
        'house(levels) harness/model/b.ts imports harness/report/a.ts, but harness/report stands above harness/model. Move the name down to harness/model or below, or pass it in as an argument.',
      ],
    ],
    [
      'a type among values',
      {
        'harness/model/b.ts': "import { type A } from '../report/a.ts'\nexport type B = A\n",
        'harness/report/a.ts': A,
      },
      [
        'house(levels) harness/model/b.ts imports harness/report/a.ts, but harness/report stands above harness/model. Move the name down to harness/model or below, or pass it in as an argument.',
      ],
    ],
    [
      'a re-export from there, of names and of all',
      {
        'harness/model/b.ts':
          "export type { A } from '../report/a.ts'\nexport * from '../check/a.ts'\n",
        'harness/report/a.ts': A,
        'harness/check/a.ts': A,
      },
      [
        'house(levels) harness/model/b.ts imports harness/check/a.ts, but harness/check stands above harness/model. Move the name down to harness/model or below, or pass it in as an argument.',
        'house(levels) harness/model/b.ts imports harness/report/a.ts, but harness/report stands above harness/model. Move the name down to harness/model or below, or pass it in as an argument.',
      ],
    ],
    [
      'a dynamic import from there',
      {
        'harness/model/b.ts': "export const load = () => import('../report/a.ts')\n",
        'harness/report/a.ts': A,
      },
      [
        'house(levels) harness/model/b.ts imports harness/report/a.ts, but harness/report stands above harness/model. Move the name down to harness/model or below, or pass it in as an argument.',
      ],
    ],
    [
      'a file deep in a folder that imports from above',
      {
        'harness/explore/plan/b.ts':
          "import { a } from '../../check/rules/a.ts'\nexport const b = a\n",
        'harness/check/rules/a.ts': A,
      },
      [
        'house(levels) harness/explore/plan/b.ts imports harness/check/rules/a.ts, but harness/check stands above harness/explore. Move the name down to harness/explore or below, or pass it in as an argument.',
      ],
    ],
    [
      'the harness importing fixtures',
      {
        'harness/check/b.ts': "import { a } from '../../fixtures/a.ts'\nexport const b = a\n",
        'fixtures/a.ts': A,
      },
      [
        'house(levels) harness/check/b.ts imports fixtures/a.ts, but fixtures stands above harness/check. Move the name down to harness/check or below, or pass it in as an argument.',
      ],
    ],
    [
      'fixtures importing the command',
      { 'fixtures/b.ts': "import { a } from '../cli/a.ts'\nexport const b = a\n", 'cli/a.ts': A },
      [
        'house(levels) fixtures/b.ts imports cli/a.ts, but cli stands above fixtures. Move the name down to fixtures or below, or pass it in as an argument.',
      ],
    ],
    [
      'a folder of the fixtures importing a higher one, and the root of the fixtures',
      {
        'fixtures/session/b.ts':
          "import type { A } from '../matchers/a.ts'\nexport type B = A\nexport { a } from '../test.ts'\n",
        'fixtures/matchers/a.ts': A,
        'fixtures/test.ts': A,
      },
      [
        'house(levels) fixtures/session/b.ts imports fixtures/matchers/a.ts, but fixtures/matchers stands above fixtures/session. Move the name down to fixtures/session or below, or pass it in as an argument.',
        'house(levels) fixtures/session/b.ts imports fixtures/test.ts, but fixtures stands above fixtures/session. Move the name down to fixtures/session or below, or pass it in as an argument.',
      ],
    ],
    [
      'a folder that subcommands share importing one of them',
      {
        'cli/vitest/b.ts': "import type { A } from '../check/a.ts'\nexport type B = A\n",
        'cli/check/a.ts': A,
      },
      [
        'house(levels) cli/vitest/b.ts imports cli/check/a.ts, but cli/check stands above cli/vitest. Move the name down to cli/vitest or below, or pass it in as an argument.',
      ],
    ],
    [
      'a subcommand importing another',
      {
        'cli/check/worker/b.ts': "import type { A } from '../../probe/a.ts'\nexport type B = A\n",
        'cli/probe/a.ts': A,
      },
      [
        'house(levels) cli/check/worker/b.ts imports cli/probe/a.ts, but subcommands do not import each other. Move the name to cli/files or another folder that they share.',
      ],
    ],
    [
      'the reference importing the harness',
      {
        'reference/b.ts': "import { a } from '../harness/text/a.ts'\nexport const b = a\n",
        'harness/text/a.ts': A,
      },
      [
        'house(levels) reference/b.ts imports harness/text/a.ts, but harness/text stands above reference. Move the name down to reference or below, or pass it in as an argument.',
      ],
    ],
    [
      'the product importing its tests',
      { 'cli/b.ts': "import { a } from '../tests/a.ts'\nexport const b = a\n", 'tests/a.ts': A },
      [
        'house(levels) cli/b.ts imports tests/a.ts, which is not part of the product or has no level. Move it, or add its folder to LEVELS in tests/house/levels.mjs.',
      ],
    ],
    [
      'a folder without a level',
      {
        'harness/news/b.ts': "import { a } from '../text/a.ts'\nexport const b = a\n",
        'harness/text/a.ts': A,
      },
      ['house(levels) harness/news has no level. Add it to LEVELS in tests/house/levels.mjs.'],
    ],
    [
      'the index of the own folder',
      {
        'fixtures/matchers/b.ts': "import { a } from '../index.ts'\nexport const b = a\n",
        'fixtures/index.ts': A,
        'reference/b.ts': "import type { A } from './index.ts'\nexport type B = A\n",
        'reference/index.ts': A,
      },
      [
        'house(levels) fixtures/matchers/b.ts imports fixtures/index.ts, the index of its own folder. Import the file that declares the name.',
        'house(levels) reference/b.ts imports reference/index.ts, the index of its own folder. Import the file that declares the name.',
      ],
    ],
    [
      'vitest in the harness and in the reference',
      {
        'harness/check/b.ts': "import type { TestAPI } from 'vitest'\nexport type B = TestAPI\n",
        'reference/b.ts':
          "import { startVitest } from 'vitest/node'\nexport const b = startVitest\n",
      },
      [
        'house(levels) harness/check/b.ts imports vitest, but only fixtures and cli/vitest may. Move what needs Vitest there.',
        'house(levels) reference/b.ts imports vitest/node, but only fixtures and cli/vitest may. Move what needs Vitest there.',
      ],
    ],
    [
      'a circle, of values or of types',
      {
        'harness/clock/a.ts': "import { b } from './b.ts'\nexport const a = () => b\n",
        'harness/clock/b.ts': "import type { C } from './c.ts'\nexport const b: C = 1\n",
        'harness/clock/c.ts':
          "import type { a } from './a.ts'\nexport type C = number | typeof a\n",
      },
      [circleOf('a', 'b', 'c'), circleOf('b', 'c', 'a'), circleOf('c', 'a', 'b')],
    ],
  ])('%s', async (_kind, files, expected) => {
    expect(await lint(files)).toEqual(expected)
  })
})

test('the level check allows what goes down, and Vitest where it belongs', async () => {
  const messages = await lint({
    'reference/a.ts': A,
    'harness/rig/a.ts': A,
    'harness/check/rules/index.ts': A,
    'harness/check/b.ts':
      "import { a } from './rules/index.ts'\nimport type { A } from '../rig/a.ts'\nexport const b: A = a\n",
    'harness/index.ts': "export { b } from './check/b.ts'\nexport { a } from '../reference/a.ts'\n",
    'fixtures/guard/a.ts': "import { test } from 'vitest'\nexport const a = test\n",
    'fixtures/b.ts':
      "import { test } from 'vitest'\nexport { a } from '../harness/rig/a.ts'\nexport const b = test\n",
    'cli/b.ts':
      "import type { A } from '../harness/rig/a.ts'\nexport { b } from '../fixtures/b.ts'\nexport type B = A\n",
  })

  expect(messages).toEqual([])
})

test('every folder has a level, and every level a folder', () => {
  const listFolders = (top: string): string[] =>
    fs
      .readdirSync(path.join(root, top), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || top === 'harness')
      .map(({ name }) => `${top}/${name}`)

  expect(LEVELS.filter((level) => level.includes('/')).toSorted()).toEqual(
    ['harness', 'fixtures', 'cli'].flatMap(listFolders).toSorted(),
  )
})

test('no file turns the check off', () => {
  const files = ['reference', 'harness', 'fixtures', 'cli'].flatMap((top) =>
    fs
      .readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(root, top, name)),
  )
  const exempt = files.filter(
    (file) =>
      file.endsWith('.ts') &&
      /(?:oxlint|eslint)-disable.*(?:house\/|no-cycle)/.test(fs.readFileSync(file, 'utf8')),
  )

  expect(exempt).toEqual([])
})
