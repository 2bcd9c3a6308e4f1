import { DeclarationFile } from './declaration-file.ts'

/**
 * What an entry promises, in text: the declaration of every exported name without its comments, and
 * below them those of the types that they mention and that have no name of their own for a user.
 *
 * @param path the declarations of the entry, as the compiler wrote them
 */
export function createApiReport(entry: string, path: string): string {
  const files = new Map<string, DeclarationFile>()
  const open = (file: string): DeclarationFile => {
    const opened = files.get(file) ?? new DeclarationFile(file)
    files.set(file, opened)
    return opened
  }
  const find = (file: string, name: string): Declaration => {
    const found = open(file).findExport(name)
    if (found.from !== undefined) return find(found.from, found.name)
    return { key: `${file} ${found.name}`, file, text: open(file).readDeclaration(found.name) }
  }

  const exported = new Map<string, Declaration>()
  for (const name of open(path).exportedNames()) exported.set(name, find(path, name))
  const seen = new Set([...exported.values()].map(({ key }) => key))
  const reached = new Map<string, Declaration>()
  const queue = [...exported.values()]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const { name, from, original } of open(next.file).findMentions(next.text)) {
      const declaration =
        from === undefined
          ? {
              key: `${next.file} ${name}`,
              file: next.file,
              text: open(next.file).readDeclaration(name),
            }
          : find(from, original)
      if (seen.has(declaration.key)) continue
      seen.add(declaration.key)
      const head = findClassHead(declaration.text)
      reached.set(
        declaration.key,
        head === undefined ? declaration : { ...declaration, text: head },
      )
      if (head === undefined) queue.push(declaration)
    }
  }

  const own = [...exported].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const others = [...reached.values()].map(({ text }) => text).toSorted()
  const sections = [
    `# ${entry}`,
    ...own.map(([name, { text }]) => `## ${name}\n\n${toBlock(text)}`),
    ...(others.length === 0 ? [] : ['# Mentioned, not exported', ...others.map(toBlock)]),
  ]
  return `${sections.join('\n\n')}\n`
}

interface Declaration {
  /** The file and the name there. */
  key: string
  file: string
  text: string
}

/** A class that nobody can name is no promise: its head stands for it, and what it mentions is left out. */
function findClassHead(text: string): string | undefined {
  return /^(?:export )?declare (?:abstract )?class [^{]+(?=\{)/.exec(text)?.[0].trim()
}

function toBlock(text: string): string {
  return `\`\`\`ts\n${text}\n\`\`\``
}
