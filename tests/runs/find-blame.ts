import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const PLACE = /^ +(?:opened|started|set|attached|created) at (?:.* \()?(.+?):(\d+):(\d+)\)?$/m

/**
 * What a message blames: for a leak the code at its place, such as `setInterval(idle, 1000)`, with
 * the name of the file in front where that is not `file`; the first line of any other message.
 */
export function findBlame(message: string, file: string, root: string): string {
  const [title = ''] = message.split('\n')
  if (!title.includes('[LEAK]')) return title
  const [, path, line, column] = PLACE.exec(message) ?? []
  if (path === undefined) return title
  const source = readFileSync(join(root, path), 'utf8').split('\n')
  const code = source[Number(line) - 1]?.slice(Number(column) - 1).trim() ?? ''
  return path === file ? code : `${path}: ${code}`
}
