import { readdirSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import type { ParseSource, SyntaxNode } from '../vitest/parse-source.ts'
import { type Candidate, findCandidates } from './find-candidates.ts'
import { childrenOf, memberName, nameOf, walk } from './syntax.ts'
import { findImportedFile, readSource, type SourceFile } from './source-file.ts'

/** A candidate of the project, and the file that has a subject for it. */
export interface Listed {
  readonly candidate: Candidate
  /** From the directory, with slashes. */
  readonly file: string
  readonly subject: string | undefined
}

/** What was found in a project. */
export interface ProjectList {
  readonly entries: readonly Listed[]
  /** Files that do not parse, from the directory. */
  readonly unreadable: readonly string[]
}

/** Folders with what others wrote, or tools did. */
const LEFT_OUT = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'vendor'])

const CODE = /\.[cm]?[jt]sx?$/
const NO_SOURCE =
  /\.(?:test|spec|subject|config|stories|d)\.[cm]?[jt]sx?$|(?:^|\/)(?:__tests__|__mocks__|tests?)\//

/** Finds the candidates of a project, and which of them have a subject. */
export async function listProject(directory: string, parse: ParseSource): Promise<ProjectList> {
  const paths = listFiles(directory)
  const sources: SourceFile[] = []
  const unreadable: string[] = []
  const toName = (path: string): string => relative(directory, path).split(sep).join('/')
  for (const path of paths) {
    const source = await readSource(path, parse).catch(() => undefined)
    if (source === undefined) unreadable.push(toName(path))
    else sources.push(source)
  }
  const proved = findProved(sources, toName)
  const entries = sources
    .filter(({ path }) => !NO_SOURCE.test(toName(path)))
    .flatMap((source) => findCandidates(source))
    .map((candidate) => ({
      candidate,
      file: toName(candidate.file.path),
      subject: proved.get(`${candidate.file.path}#${candidate.exported ?? candidate.name}`),
    }))
  return { entries, unreadable }
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        return LEFT_OUT.has(entry.name) || entry.name.startsWith('.') ? [] : listFiles(path)
      }
      return entry.isFile() && CODE.test(basename(path)) ? [path] : []
    })
}

/** The files with subjects, by what they are about: `path#exported`. */
function findProved(
  sources: readonly SourceFile[],
  toName: (path: string) => string,
): Map<string, string> {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const proved = new Map<string, string>()
  for (const source of sources) {
    for (const name of findSubjectNames(source)) {
      for (const key of locate(name, source, byPath)) proved.set(key, toName(source.path))
    }
  }
  return proved
}

/** The names that the subjects of a file use. */
function findSubjectNames(source: SourceFile): Set<string> {
  const names = new Set<string>()
  for (const node of walk(source.program)) {
    if (!isSubject(node)) continue
    for (const inner of walk(node)) {
      const name = inner.type === 'Identifier' ? nameOf(inner) : undefined
      if (name !== undefined) names.add(name)
    }
  }
  return names
}

const REQUIRED = ['name', 'ownership', 'intervalMs', 'create']

function isSubject(node: SyntaxNode): boolean {
  if (node.type !== 'ObjectExpression') return false
  const keys = new Set(childrenOf(node, 'properties').map((property) => memberName(property)))
  return REQUIRED.every((key) => keys.has(key))
}

/** Where what a name stands for is declared, through modules that export it on. */
function locate(
  name: string,
  source: SourceFile,
  byPath: ReadonlyMap<string, SourceFile>,
  depth = 0,
): string[] {
  if (source.declarations.has(name)) return [`${source.path}#${source.exports.get(name) ?? name}`]
  const from = source.imports.get(name)
  const path = from === undefined ? undefined : findImportedFile(from.specifier, source.path)
  return path === undefined || from === undefined || depth > 4
    ? []
    : locateExport(from.imported, path, byPath, depth + 1)
}

function locateExport(
  exported: string,
  path: string,
  byPath: ReadonlyMap<string, SourceFile>,
  depth: number,
): string[] {
  const source = byPath.get(path)
  const isOwn = [...(source?.exports.values() ?? [])].includes(exported)
  if (source === undefined || isOwn || depth > 4) return [`${path}#${exported}`]
  return source.reExports
    .filter(({ imported }) => imported === '*' || imported === exported)
    .flatMap(({ specifier }) => findImportedFile(specifier, path) ?? [])
    .flatMap((next) => locateExport(exported, next, byPath, depth + 1))
}
