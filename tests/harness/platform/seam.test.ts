import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { formatInternals, listInternals, readEntry } from './list-internals.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const PLATFORM = join('harness', 'platform')

/** What belongs to Node, and may change with any release. */
const INTERNALS: readonly RegExp[] = [
  /\bprocess\.binding\b|\binternalBinding\b/,
  /\b_getActive(Handles|Requests)\b|\bgetActiveResourcesInfo\b/,
  /\b_tickCallback\b/,
  /\bpromiseHooks\b/,
  /\bcreateHook\b/,
  /\bexecutionAsync(Id|Resource)\b/,
  /\bsetFlagsFromString\b/,
  /\bgetOwnPropertySymbols\b/,
  /\bowner_symbol\b|\bkHandle\b|\bkState\b/,
  /\b_handle\b/,
  /\b_idle(Timeout|Start|Next|Prev)\b|\b_on(Timeout|Immediate)\b|\b_destroyed\b|\b_repeat\b/,
  /\b_httpMessage\b|\b_sharedCreds\b|\bmaxHeadersCount\b/,
  /\boncomplete\b|\bondone\b/,
  /'addRequest'/,
  /\bonchange\b/,
  /'node:internal\/(?!')|\/node:internal|\^node:/,
  /\/proc\/self\b/,
  /\bnode:inspector['"]/,
]

/** Where one of them means something else. */
const ALLOWED: readonly { readonly file: RegExp; readonly text: RegExp; readonly why: string }[] = [
  {
    file: /^fixtures[\\/]/,
    text: /getOwnPropertySymbols\(hook\)/,
    why: 'a symbol of Vitest, which keeps the stack of a registration beside a hook',
  },
]

/** Lines of the product outside of the seam that use an internal, as `file:line: text`. */
function findBreaches(
  files: readonly { readonly file: string; readonly source: string }[],
): string[] {
  return files.flatMap(({ file, source }) =>
    source.split('\n').flatMap((line, index) => {
      const code = line.replace(/^\s*(\*|\/\/|\/\*).*$/, '')
      const isBreach = INTERNALS.some((pattern) => pattern.test(code))
      if (!isBreach || ALLOWED.some((each) => each.file.test(file) && each.text.test(code)))
        return []
      return [`${file}:${index + 1}: ${line.trim()}`]
    }),
  )
}

const files = ['reference', 'harness', 'fixtures', 'cli'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .map((file) => ({ file, source: readFileSync(join(ROOT, file), 'utf8') })),
)

test('only harness/platform touches the internals of Node', () => {
  const others = files.filter(({ file }) => !file.startsWith(PLATFORM))
  expect(others.length).toBeGreaterThan(300)
  expect(findBreaches(others)).toEqual([])
})

test('every pattern finds what it is for', () => {
  const platform = files.filter(({ file }) => file.startsWith(PLATFORM))
  const unused = INTERNALS.filter((pattern) => !platform.some(({ source }) => pattern.test(source)))
  expect(unused.map(String)).toEqual([])
  expect(
    findBreaches([{ file: 'harness/rig/planted.ts', source: 'a()\nconst { _handle } = socket\n' }]),
  ).toEqual(['harness/rig/planted.ts:2: const { _handle } = socket'])
})

test('every file of the seam that names an internal says how it is tested and what is without it', () => {
  const silent = files
    .filter(({ file }) => file.startsWith(PLATFORM))
    .filter(({ source }) => readEntry(source) === undefined)
    .map(({ file, source }) => ({ file, source: source.replaceAll('getOwnPropertySymbols', '') }))
  expect(findBreaches(silent)).toEqual([])
})

test('an entry that lacks a tag is refused', () => {
  const entry = '/**\n * @touches `a`\n * @test it is\n * there\n * @fallback none\n */\nimport x\n'
  expect(readEntry(entry)).toEqual({ internals: '`a`', test: 'it is there', fallback: 'none' })
  expect(readEntry('/** Does a thing. */\nimport x\n')).toBeUndefined()
  expect(() => readEntry(entry.replace(' * @fallback none\n', ''))).toThrow(
    'Expected `@fallback …` beside `@touches`',
  )
})

test('CONTRIBUTING lists them; `vitest run tests/harness/platform/seam.test.ts -u` writes the list', async () => {
  const path = join(ROOT, 'CONTRIBUTING.md')
  const table = formatInternals(listInternals(join(ROOT, PLATFORM)))
  const filled = readFileSync(path, 'utf8').replace(
    /(<!-- internals -->\n)[^]*?(<!-- \/internals -->)/,
    (_all, begin: string, end: string) => `${begin}\n${table}\n\n${end}`,
  )
  expect(filled).toContain(table)
  await expect(filled).toMatchFileSnapshot(path)
})
