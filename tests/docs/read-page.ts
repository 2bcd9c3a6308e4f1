import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A page of the documentation. Its blocks and tables are named by a comment on the line before. */
export interface Page {
  text: string
  /** The code block after `<!-- name -->`. */
  findBlock(name: string): string
  /** The files that are shown as `<!-- file: path -->`, or as `<!-- file: path, variant -->`. */
  findFiles(variant?: string): { path: string; text: string }[]
  /** The TypeScript that is shown without saying in which file. */
  snippets: string[]
  /** The rows of the table after `<!-- name -->`, without its head. */
  findRows(name: string): string[][]
}

/** Reads a page, from its path in the repository. */
export function readPage(path: string): Page {
  const text = readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
  const blocks = [
    ...text.matchAll(/(?:<!-- (?<name>.+) -->\n)?```(?<language>\w*)\n(?<code>[^]*?)\n```/g),
  ].map(({ groups = {} }) => groups)
  return {
    text,
    findBlock(name) {
      const { code } = blocks.find((block) => block.name === name) ?? {}
      if (code === undefined) throw new Error(`${path} has no block <!-- ${name} -->`)
      return code
    },
    findFiles: (variant) =>
      blocks.flatMap(({ name = '', code = '' }) => {
        const [, path, ofVariant] = /^file: (\S+?)(?:, (.+))?$/.exec(name) ?? []
        return path === undefined || ofVariant !== variant ? [] : [{ path, text: `${code}\n` }]
      }),
    snippets: blocks.flatMap(({ name, language, code = '' }) =>
      language === 'ts' && name === undefined ? [code] : [],
    ),
    findRows(name) {
      const [, rows] =
        new RegExp(`<!-- ${name} -->\\n\\|.*\\n\\| ---.*\\n((?:\\|.*\\n)+)`).exec(`${text}\n`) ?? []
      if (rows === undefined) throw new Error(`${path} has no table <!-- ${name} -->`)
      return rows
        .trim()
        .split('\n')
        .map((row) => row.split('|').slice(1, -1).map(readCell))
    },
  }
}

function readCell(cell: string): string {
  return cell.trim()
}

/** What stands in a cell that is one piece of code. */
export function readCode(cell = ''): string {
  const [, code] = /^(?:`` ?([^]*?) ?``|`([^`]*)`)$/.exec(cell)?.filter(Boolean) ?? []
  if (code === undefined) throw new Error(`Expected a cell that is code, got ${cell}`)
  return code
}
