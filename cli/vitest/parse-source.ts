import { createRequire, SourceMap } from 'node:module'
import { extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findVitest, locateVitest } from './find-vitest.ts'

/** A node of a syntax tree in the ESTree format, with the types of TypeScript where the parser keeps them. */
export interface SyntaxNode {
  readonly type: string
  /** Offsets in the text of the {@link ParsedSource}. */
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** What a file says. */
export interface ParsedSource {
  /** What was parsed: the text of the file, or JavaScript that was made of it. */
  readonly text: string
  /** The text of the file. */
  readonly original: string
  readonly program: SyntaxNode
  /** The line of the file, from 1 on, that an offset in the text stands for. */
  lineAt(offset: number): number
}

/** A file is not JavaScript or TypeScript that Vite can parse. */
export class SyntaxProblem extends Error {
  override name = 'SyntaxProblem'
  readonly line: number | undefined

  constructor(message: string, line: number | undefined) {
    super(message)
    this.line = line
  }
}

/** Parses the text of a file; the ending of the path says which language it is. */
export type ParseSource = (path: string, text: string) => Promise<ParsedSource>

/** What is used of Vite. The parser of Vite 8 takes options, and reads TypeScript. */
interface ViteApi {
  version: string
  parseAstAsync(text: string, options?: object, path?: string): Promise<unknown>
  transformWithEsbuild?(
    text: string,
    path: string,
    options: object,
  ): Promise<{ code: string; map: unknown }>
}

/**
 * Opens the parser of the Vite that the user's Vitest runs on.
 *
 * Before Vite 8 it reads JavaScript only: types are removed first, and lines follow the source map.
 *
 * @touches `parseAstAsync()` of Vite 8 with its option `lang`; of Vite 6 and 7 without, after
 * `transformWithEsbuild()`.
 * @fallback None: the command `init` says that the file does not parse.
 * @throws {UsageError} when there is no Vitest, or it is too old
 */
export async function openParser(directory: string): Promise<ParseSource> {
  await findVitest(directory)
  const fromVitest = createRequire(locateVitest(directory).manifest)
  const vite = (await import(pathToFileURL(fromVitest.resolve('vite')).href)) as ViteApi
  const major = Number(vite.version.split('.')[0])
  return major >= 8 || vite.transformWithEsbuild === undefined
    ? (path, text) => parse(vite, { path, text, lang: findLanguage(path) })
    : (path, text) => parseWithoutTypes(vite, path, text)
}

function findLanguage(path: string): string {
  const extension = extname(path)
  if (extension === '.tsx') return 'tsx'
  // What is valid JavaScript is valid JSX too.
  return /^\.[cm]?ts$/.test(extension) ? 'ts' : 'jsx'
}

async function parse(
  vite: ViteApi,
  { path, text, lang }: { path: string; text: string; lang?: string },
): Promise<ParsedSource> {
  try {
    const program = await vite.parseAstAsync(text, lang === undefined ? {} : { lang }, path)
    const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length
    return { text, original: text, program: program as SyntaxNode, lineAt }
  } catch (error) {
    throw describeProblem(error)
  }
}

/** The project's own configuration may move fields into constructors, as nobody wrote them. */
const KEEP_FIELDS = '{ "compilerOptions": { "useDefineForClassFields": true } }'

async function parseWithoutTypes(vite: ViteApi, path: string, text: string): Promise<ParsedSource> {
  const loader = findLanguage(path)
  // A newer syntax than the target would be rewritten, and tell less of what the user wrote.
  const made = await vite
    .transformWithEsbuild?.(text, path, {
      loader,
      target: 'esnext',
      sourcemap: true,
      tsconfigRaw: KEEP_FIELDS,
    })
    .catch((error: unknown) => {
      throw describeProblem(error)
    })
  const code = made?.code ?? text
  const map = new SourceMap(made?.map as ConstructorParameters<typeof SourceMap>[0])
  const parsed = await parse(vite, { path, text: code })
  return {
    ...parsed,
    original: text,
    lineAt: (offset) => {
      const line = parsed.lineAt(offset)
      const column = offset - code.lastIndexOf('\n', offset - 1) - 1
      const entry = map.findEntry(line - 1, column)
      return 'originalLine' in entry ? entry.originalLine + 1 : line
    },
  }
}

/** The parsers differ in where they put the message and the line. */
function describeProblem(error: unknown): SyntaxProblem {
  const { message, loc, errors } = error as {
    message: string
    loc?: { line: number }
    errors?: { text?: string; location?: { line: number } | null }[]
  }
  const [first] = errors ?? []
  const text = first?.text ?? message.replace(/^Parse failed with \d+ errors?:\n/, '')
  return new SyntaxProblem(text.split('\n')[0] ?? '', first?.location?.line ?? loc?.line)
}
