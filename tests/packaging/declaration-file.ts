import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Where a name comes from: another file of the package, or this one. */
interface Origin {
  /** The file; `undefined` for the one that is asked. */
  from: string | undefined
  /** Its name there. */
  name: string
}

/** A name that a declaration mentions. */
interface Mention {
  name: string
  from: string | undefined
  /** Its name in the file that it is imported from. */
  original: string
}

const LIST =
  /^(?<kind>import|export) (?:type )?\{(?<names>[^}]*)\}(?: from ['"](?<path>[^'"]+)['"])?/
const DECLARATION =
  /^(?:export )?(?:default )?(?:declare )?(?:abstract )?(?:class|interface|type|function|const|let|enum|namespace) (?<name>[\w$]+)/

/** A declaration file as the compiler writes it: a statement begins at the left edge, and only there. */
export class DeclarationFile {
  readonly #path: string
  readonly #declarations = new Map<string, string>()
  readonly #exports = new Map<string, Origin>()
  readonly #imports = new Map<string, Origin>()

  constructor(path: string) {
    this.#path = path
    const text = readFileSync(path, 'utf8').replaceAll(/^ *\/\*\*[^]*?\*\/\n/gm, '')
    for (const statement of text.split(/\n(?=[a-z])/)) this.#read(statement.trim())
  }

  #read(statement: string): void {
    const list = LIST.exec(statement)?.groups
    if (list !== undefined) {
      this.#readList(list)
      return
    }
    if (statement.startsWith('export *')) throw new Error(`${this.#path} exports a whole module`)
    const name = DECLARATION.exec(statement)?.groups?.['name']
    if (name === undefined) return
    const before = this.#declarations.get(name)
    this.#declarations.set(name, before === undefined ? statement : `${before}\n${statement}`)
    if (statement.startsWith('export ')) this.#exports.set(name, { from: undefined, name })
  }

  #readList({ kind, names = '', path }: Record<string, string | undefined>): void {
    const from = path?.startsWith('.')
      ? resolve(dirname(this.#path), path.replace(/\.[jt]s$/, '.d.ts'))
      : undefined
    for (const part of names.split(',')) {
      const [original, alias = original] = part
        .trim()
        .replace(/^type /, '')
        .split(' as ')
      if (original === undefined || alias === undefined || original === '') continue
      if (kind === 'export') this.#exports.set(alias, { from, name: original })
      else if (from !== undefined) this.#imports.set(alias, { from, name: original })
    }
  }

  exportedNames(): string[] {
    return [...this.#exports.keys()]
  }

  /** @throws {Error} when there is no such export */
  findExport(name: string): Origin {
    const origin = this.#exports.get(name)
    if (origin === undefined) throw new Error(`${this.#path} does not export ${name}`)
    if (origin.from === undefined) return this.#imports.get(origin.name) ?? origin
    return origin
  }

  /** @throws {Error} when nothing of this name is declared */
  readDeclaration(name: string): string {
    const text = this.#declarations.get(name)
    if (text === undefined) throw new Error(`${this.#path} does not declare ${name}`)
    return text
  }

  /** The names in a declaration of this file that are declared here, or in another file of the package. */
  findMentions(text: string): Mention[] {
    const words = new Set(text.match(/[A-Za-z_$][\w$]*/g))
    return [...words].flatMap((name): Mention[] => {
      const imported = this.#imports.get(name)
      if (imported !== undefined) return [{ name, from: imported.from, original: imported.name }]
      return this.#declarations.has(name) ? [{ name, from: undefined, original: name }] : []
    })
  }
}
