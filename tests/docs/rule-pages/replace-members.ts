interface Member {
  name: string
  lines: string[]
}

/**
 * Puts members of a class, written without the class around them, in the place of those of the same
 * name; new ones come first. Imports go to the top.
 *
 * They belong to the first class that has one of them, or else to the first that is exported; where
 * that is not the one, `class Name { … }` stands around them.
 *
 * @param source a module, formatted
 */
export function replaceMembers(source: string, fragment: string): string {
  const imports = fragment.match(/^import .*$/gm) ?? []
  let text = source
  const loose = fragment
    .replaceAll(/^import .*\n+/gm, '')
    .replaceAll(/^class (\w+) \{\n([^]*?)\n\}$/gm, (_, name: string, body: string) => {
      text = replaceIn(text, name, dedent(body))
      return ''
    })
    .trim()
  if (loose !== '') text = replaceIn(text, findClass(source, loose), loose)
  return [...imports, text].join('\n')
}

function findClass(source: string, fragment: string): string {
  const names = new Set(splitMembers(fragment).map(({ name }) => name))
  const classes = [...source.matchAll(/^(export )?class (\w+)(?:<\w+>)? \{\n([^]*?)\n\}$/gm)]
  const [, , found = ''] =
    classes.find(([, , , body = '']) =>
      splitMembers(dedent(body)).some(({ name }) => names.has(name)),
    ) ??
    classes.find(([, isExported]) => isExported) ??
    []
  return found
}

function replaceIn(source: string, className: string, fragment: string): string {
  const added = splitMembers(fragment)
  return source.replace(
    new RegExp(`^((?:export )?class ${className}(?:<\\w+>)? \\{\n)([^]*?)(\n\\})$`, 'm'),
    (_, head: string, body: string, end: string) => {
      const members = splitMembers(dedent(body))
      const isNew = ({ name }: Member): boolean => !members.some((member) => member.name === name)
      const replaced = members.map(
        (member) => added.find(({ name }) => name === member.name) ?? member,
      )
      const fields = added.filter(isNew)
      const lines = [...fields, ...replaced].flatMap((member) => member.lines)
      return head + lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n') + end
    },
  )
}

function dedent(body: string): string {
  return body.replaceAll(/^ {2}/gm, '')
}

/** Splits the body of a class at the lines that begin a member; a comment goes with what follows. */
function splitMembers(body: string): Member[] {
  const members: Member[] = []
  let comment: string[] = []
  for (const line of body.split('\n')) {
    const [, name] =
      /^(?:(?:static|readonly|async|get|set|override) )*\*?(#?\w+|\[[\w.]+\])/.exec(line) ?? []
    if (/^(?:\/\/|\/\*| \*)/.test(line)) comment.push(line)
    else if (name === undefined) members.at(-1)?.lines.push(...comment.splice(0), line)
    else {
      members.push({ name, lines: [...comment, line] })
      comment = []
    }
  }
  return members
}
