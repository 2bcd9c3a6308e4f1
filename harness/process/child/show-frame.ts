import { readFileSync } from 'node:fs'
import { findSourceMap } from 'node:module'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseFrame, type StackFrame } from '../../stack/stack-frame.ts'

/** Beyond any column: the last mapping of a line is the one of its statement. */
const LAST_COLUMN = 1_000_000

/**
 * Leads a place in what runs to the source that it was made from.
 *
 * @param path absolute, or relative to the working directory
 * @param line counted from 1
 */
export function findSource(path: string, line: number): StackFrame {
  const absolute = resolve(path)
  const map = findSourceMap(pathToFileURL(absolute).href) ?? findSourceMap(absolute)
  const entry = map?.findEntry(line - 1, LAST_COLUMN)
  if (entry === undefined || !('originalSource' in entry)) return toFrame(absolute, line)
  const { originalSource, originalLine } = entry
  const source = originalSource.startsWith('file:')
    ? fileURLToPath(originalSource)
    : resolve(dirname(absolute), originalSource || absolute)
  return toFrame(source, originalLine + 1)
}

function toFrame(path: string, line: number): StackFrame {
  return parseFrame(`${path}:${line}:1`) ?? { path, line, column: 1 }
}

/** Characters of a line of the source that are shown. */
const MAX_TEXT = 120

/** A place in a source with the text of its line: `src/a.ts:12 - setInterval(tick, 100)`. */
export function showFrame({ path, line }: StackFrame): string {
  const inside = relative(process.cwd(), path)
  const text = readLine(path, line)
  const shown = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
  return `${inside.startsWith('..') ? path : inside}:${line}${shown === '' ? '' : ` - ${shown}`}`
}

function readLine(path: string, line: number): string {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/)[line - 1]?.trim() ?? ''
  } catch {
    return ''
  }
}
