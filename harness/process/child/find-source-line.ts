import { readFileSync } from 'node:fs'
import { findSourceMap } from 'node:module'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Beyond any column: the last mapping of a line is the one of its statement. */
const LAST_COLUMN = 1_000_000

/**
 * Leads a frame that why-is-node-running has written, `src/a.ts:12 - the line`, to the source, where
 * what runs was made from another text. Any other frame is returned with its blanks removed.
 */
export function findSourceLine(site: string): string {
  const [, path, line] = /^(.+?):(\d+)\s*(?:-|$)/.exec(site) ?? []
  if (path === undefined) return site
  const absolute = resolve(path)
  const map = findSourceMap(pathToFileURL(absolute).href) ?? findSourceMap(absolute)
  const entry = map?.findEntry(Number(line) - 1, LAST_COLUMN)
  if (entry === undefined || !('originalSource' in entry)) {
    const text = readLine(absolute, Number(line) - 1)
    return `${path}:${line}${text === '' ? '' : ` - ${text}`}`
  }
  const { originalSource, originalLine } = entry
  const source = originalSource.startsWith('file:')
    ? fileURLToPath(originalSource)
    : resolve(dirname(absolute), originalSource || absolute)
  const inside = relative(process.cwd(), source)
  const shown = inside.startsWith('..') ? source : inside
  const text = readLine(source, originalLine)
  return `${shown}:${originalLine + 1}${text === '' ? '' : ` - ${text}`}`
}

function readLine(path: string, index: number): string {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/)[index]?.trim() ?? ''
  } catch {
    return ''
  }
}
