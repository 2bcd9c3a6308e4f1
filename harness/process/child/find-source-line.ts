import { readFileSync } from 'node:fs'
import { findSourceMap } from 'node:module'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Beyond any column: the last mapping of a line is the one of its statement. */
const LAST_COLUMN = 1_000_000

/**
 * Leads a place in what runs to the source that it was made from, and adds the text of the line:
 * `src/a.ts:12 - setInterval(tick, 100)`.
 *
 * @param path absolute, or relative to the working directory
 * @param line counted from 1
 */
export function findSourceLine(path: string, line: number): string {
  const absolute = resolve(path)
  const map = findSourceMap(pathToFileURL(absolute).href) ?? findSourceMap(absolute)
  const entry = map?.findEntry(line - 1, LAST_COLUMN)
  if (entry === undefined || !('originalSource' in entry)) return showLine(absolute, line)
  const { originalSource, originalLine } = entry
  const source = originalSource.startsWith('file:')
    ? fileURLToPath(originalSource)
    : resolve(dirname(absolute), originalSource || absolute)
  return showLine(source, originalLine + 1)
}

/** A place in a source with the text of its line. */
export function showLine(path: string, line: number): string {
  const inside = relative(process.cwd(), path)
  const text = readLine(path, line)
  return `${inside.startsWith('..') ? path : inside}:${line}${text === '' ? '' : ` - ${text}`}`
}

function readLine(path: string, line: number): string {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/)[line - 1]?.trim() ?? ''
  } catch {
    return ''
  }
}
