import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a file of `harness/platform/` says of the internals of Node that it touches. */
export interface InternalsEntry {
  readonly file: string
  readonly internals: string
  readonly test: string
  readonly fallback: string
}

/** The doc comment that a file begins with. */
const FIRST_COMMENT = /^\/\*\*\n((?: \*.*\n)+?) \*\/\n/

/** Reads `@touches`, `@test` and `@fallback` at the top of the files of a folder. */
export function listInternals(folder: string): InternalsEntry[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .flatMap((file) => {
      const entry = readEntry(readFileSync(join(folder, file), 'utf8'))
      return entry === undefined ? [] : [{ file, ...entry }]
    })
}

/** @throws {Error} when one of the tags is there and another one is not */
export function readEntry(source: string): Omit<InternalsEntry, 'file'> | undefined {
  const comment = FIRST_COMMENT.exec(source)?.[1]
  if (comment === undefined || !comment.includes('@touches')) return undefined
  const text = comment.replaceAll(/^ \* ?/gm, '').replaceAll('\n', ' ')
  const [internals, test, fallback] = ['touches', 'test', 'fallback'].map((tag) => {
    const value = new RegExp(`@${tag} (.*?)(?= @\\w|$)`).exec(text)?.[1]?.trim()
    if (!value) throw new Error(`Expected \`@${tag} …\` beside \`@touches\` in: ${text}`)
    return value
  })
  return { internals: internals ?? '', test: test ?? '', fallback: fallback ?? '' }
}

/** Writes the entries as a table of Markdown. */
export function formatInternals(entries: readonly InternalsEntry[]): string {
  const rows = entries.map(({ file, internals, test, fallback }) =>
    [`\`${file}\``, internals, test, fallback].map((cell) => cell.replaceAll('|', '\\|')),
  )
  return [
    ['file', 'internals', 'how it is tested', 'without it'],
    ['---', '---', '---', '---'],
    ...rows,
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
