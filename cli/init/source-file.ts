import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { ParsedSource, ParseSource, SyntaxNode } from '../vitest/parse-source.ts'
import { childOf, childrenOf, nameOf, unwrap, walk } from './syntax.ts'

/** How another module names what this one exports: `default`, or its name. */
export type ExportName = string

/** What a name of a file stands for: where it is declared, or where it is imported from. */
export interface ImportedName {
  readonly specifier: string
  /** `default`, `*`, or the name in the other module. */
  readonly imported: string
}

/** A parsed file: its declarations, imports and exports by name. */
export class SourceFile {
  readonly path: string
  readonly program: SyntaxNode
  readonly text: string
  /** Classes, functions, types, and the values of variables, at the top of the file. */
  readonly declarations: ReadonlyMap<string, SyntaxNode>
  readonly imports: ReadonlyMap<string, ImportedName>
  /** Of all imports, also of those for their effect alone. */
  readonly specifiers: readonly string[]
  /** By local name. */
  readonly exports: ReadonlyMap<string, ExportName>
  /** Modules of which everything, or a name, is exported on. */
  readonly reExports: readonly ImportedName[]
  readonly isCommonJs: boolean
  /** The files beside it that it imports, by specifier; filled by {@link readSource}. */
  readonly neighbours: Map<string, SourceFile> = new Map()
  readonly #parsed: ParsedSource
  #parents: Map<SyntaxNode, SyntaxNode> | undefined

  constructor(path: string, parsed: ParsedSource) {
    this.path = path
    this.#parsed = parsed
    this.program = parsed.program
    this.text = parsed.text
    const names = collectNames(parsed.program)
    this.declarations = names.declarations
    this.imports = names.imports
    this.specifiers = childrenOf(parsed.program, 'body').flatMap(
      (statement) => nameOf(childOf(statement, 'source')) ?? [],
    )
    this.reExports = names.reExports
    this.exports = names.exports
    this.isCommonJs = names.isCommonJs
  }

  /** Whether a class is abstract: said by its node, or where types are not parsed by the text alone. */
  isAbstract(node: SyntaxNode): boolean {
    if (node.abstract === true) return true
    const name = nameOf(childOf(node, 'id'))
    const { text, original } = this.#parsed
    return text !== original && new RegExp(`\\babstract\\s+class\\s+${name}\\b`).test(original)
  }

  lineOf(node: SyntaxNode): number {
    return this.#parsed.lineAt(node.start)
  }

  textOf(node: SyntaxNode): string {
    return this.text.slice(node.start, node.end)
  }

  parentOf(node: SyntaxNode): SyntaxNode | undefined {
    this.#parents ??= findParents(this.program)
    return this.#parents.get(node)
  }

  /** The node that a name stands for, here or in a file beside this one. */
  find(name: string): { node: SyntaxNode; file: SourceFile } | undefined {
    const node = this.declarations.get(name)
    if (node !== undefined) return { node, file: this }
    const from = this.imports.get(name)
    const file = from === undefined ? undefined : this.neighbours.get(from.specifier)
    const there = file?.declarations.get(from?.imported ?? '')
    return file === undefined || there === undefined ? undefined : { node: there, file }
  }
}

/**
 * Reads and parses a file, and the files beside it that it imports: their types are needed too.
 *
 * @throws {SyntaxProblem} when the file itself does not parse
 */
export async function readSource(path: string, parse: ParseSource): Promise<SourceFile> {
  const source = new SourceFile(path, await parse(path, readFileSync(path, 'utf8')))
  for (const { specifier } of source.imports.values()) {
    const file = findImportedFile(specifier, path)
    if (file === undefined || source.neighbours.has(specifier)) continue
    // A neighbour that does not parse only means that its types stay unknown.
    const parsed = await parse(file, readFileSync(file, 'utf8')).catch(() => undefined)
    if (parsed !== undefined) source.neighbours.set(specifier, new SourceFile(file, parsed))
  }
  return source
}

const ENDINGS = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js']

/** The file of a relative import, where there is one; `./a.js` may stand for `./a.ts`. */
export function findImportedFile(specifier: string, importer: string): string | undefined {
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return undefined
  const path = resolve(dirname(importer), specifier)
  const candidates = [
    path.replace(/\.([cm]?)js$/, '.$1ts'),
    ...ENDINGS.map((ending) => `${path}${ending}`),
  ]
  return candidates.find((candidate) => /\.[cm]?[jt]sx?$/.test(candidate) && existsSync(candidate))
}

interface Names {
  declarations: Map<string, SyntaxNode>
  imports: Map<string, ImportedName>
  exports: Map<string, ExportName>
  reExports: ImportedName[]
  isCommonJs: boolean
}

function collectNames(program: SyntaxNode): Names {
  const names: Names = {
    declarations: new Map(),
    imports: new Map(),
    exports: new Map(),
    reExports: [],
    isCommonJs: false,
  }
  for (const statement of childrenOf(program, 'body')) {
    const source = nameOf(childOf(statement, 'source'))
    if (statement.type === 'ImportDeclaration') readImport(statement, source ?? '', names)
    else if (statement.type === 'ExportAllDeclaration') {
      names.reExports.push({ specifier: source ?? '', imported: '*' })
    } else if (statement.type === 'ExportNamedDeclaration') readExport(statement, source, names)
    else if (statement.type === 'ExportDefaultDeclaration') {
      const value = childOf(statement, 'declaration')
      const name = nameOf(value) ?? nameOf(childOf(value, 'id')) ?? 'default'
      names.exports.set(name, 'default')
      if (value !== undefined && value.type !== 'Identifier') names.declarations.set(name, value)
    } else if (statement.type === 'ExpressionStatement') readAssignment(statement, names)
    else declare(statement, names)
  }
  return names
}

/** Notes what a statement declares, and returns the names. */
function declare(statement: SyntaxNode, names: Names): string[] {
  if (statement.type === 'VariableDeclaration') {
    return childrenOf(statement, 'declarations').flatMap((declarator) => {
      const name = nameOf(childOf(declarator, 'id'))
      const value = unwrap(childOf(declarator, 'init'))
      if (name === undefined || value === undefined) return []
      names.declarations.set(name, value)
      return [name]
    })
  }
  const name = nameOf(childOf(statement, 'id'))
  if (name === undefined) return []
  names.declarations.set(name, statement)
  return [name]
}

function readImport(statement: SyntaxNode, specifier: string, names: Names): void {
  for (const part of childrenOf(statement, 'specifiers')) {
    const local = nameOf(childOf(part, 'local'))
    if (local === undefined) continue
    const imported =
      part.type === 'ImportDefaultSpecifier'
        ? 'default'
        : (nameOf(childOf(part, 'imported')) ?? '*')
    names.imports.set(local, { specifier, imported })
  }
}

function readExport(statement: SyntaxNode, source: string | undefined, names: Names): void {
  const declaration = childOf(statement, 'declaration')
  if (declaration !== undefined) {
    for (const name of declare(declaration, names)) names.exports.set(name, name)
  }
  for (const part of childrenOf(statement, 'specifiers')) {
    const local = nameOf(childOf(part, 'local')) ?? ''
    if (source === undefined) names.exports.set(local, nameOf(childOf(part, 'exported')) ?? local)
    else names.reExports.push({ specifier: source, imported: local })
  }
}

/** `module.exports = X`, `module.exports = { X }`, `exports.X = …`. */
function readAssignment(statement: SyntaxNode, names: Names): void {
  const isInner = statement.type === 'AssignmentExpression'
  const assignment = isInner ? statement : childOf(statement, 'expression', 'AssignmentExpression')
  const target = childOf(assignment, 'left', 'MemberExpression')
  const object = childOf(target, 'object')
  const property = nameOf(childOf(target, 'property'))
  const given = unwrap(childOf(assignment, 'right'))
  // `exports = module.exports = X`
  if (given?.type === 'AssignmentExpression') {
    readAssignment(given, names)
  }
  const value = lastValue(given)
  if (target === undefined || property === undefined || value === undefined) return
  const isModule = nameOf(object) === 'module' && property === 'exports'
  const isExports =
    nameOf(object) === 'exports' ||
    (object?.type === 'MemberExpression' && nameOf(childOf(object, 'object')) === 'module')
  if (!isModule && !isExports) return
  names.isCommonJs = true
  const note = (exported: string, node: SyntaxNode): void => {
    const own = exported === 'default' ? undefined : exported
    const local = nameOf(node) ?? nameOf(childOf(node, 'id')) ?? own ?? 'default'
    if (!names.exports.has(local)) names.exports.set(local, exported)
    if (node.type !== 'Identifier') names.declarations.set(local, node)
  }
  if (!isModule) note(property, value)
  else if (value.type !== 'ObjectExpression') note('default', value)
  else {
    for (const entry of childrenOf(value, 'properties')) {
      const [name, inner] = [nameOf(childOf(entry, 'key')), childOf(entry, 'value')]
      if (name !== undefined && inner !== undefined) note(name, inner)
    }
  }
}

function lastValue(value: SyntaxNode | undefined): SyntaxNode | undefined {
  const isAssignment = value?.type === 'AssignmentExpression'
  return isAssignment ? lastValue(unwrap(childOf(value, 'right'))) : value
}

function findParents(program: SyntaxNode): Map<SyntaxNode, SyntaxNode> {
  const parents = new Map<SyntaxNode, SyntaxNode>()
  for (const node of walk(program)) {
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (typeof child === 'object' && child !== null && 'type' in child) {
          parents.set(child as SyntaxNode, node)
        }
      }
    }
  }
  return parents
}
