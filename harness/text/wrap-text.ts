import { stripVTControlCharacters } from 'node:util'

/** Below this many columns a line is left to the terminal to break. */
const NARROWEST = 20

/**
 * Breaks text at spaces so that no line is longer than the width, and indents every line.
 *
 * Control characters are removed: part of what is reported was written by the subject. Words longer
 * than the width stay whole, so that a path can still be clicked.
 */
export function wrapText(
  text: string,
  options: { indent: string; width?: number | undefined },
): string {
  const { indent, width } = options
  const room = width === undefined ? Infinity : Math.max(width - indent.length, NARROWEST)
  return toPlainText(text)
    .split('\n')
    .flatMap((line) => wrapLine(line.trimEnd(), room))
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n')
}

/** Removes ANSI sequences and control characters other than the line break. */
export function toPlainText(text: string): string {
  return stripVTControlCharacters(text.replaceAll('\r\n', '\n').replaceAll('\t', '  ')).replaceAll(
    /[^\P{Cc}\n]/gu,
    '',
  )
}

function wrapLine(line: string, room: number): string[] {
  if (line.length <= room) return [line]
  const lead = /^ */.exec(line)?.[0] ?? ''
  const lines: string[] = []
  let current = lead
  for (const word of line.slice(lead.length).split(' ')) {
    const isFirst = current === lead
    if (!isFirst && current.length + 1 + word.length > room) {
      lines.push(current)
      current = lead + word
    } else {
      current += isFirst ? word : ` ${word}`
    }
  }
  return [...lines, current]
}
