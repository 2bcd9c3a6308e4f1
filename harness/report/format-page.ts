import { type FormatOptions, type Paint, createPaint } from './create-paint.ts'
import { wrapText } from '../text/wrap-text.ts'

/** Wider lines of prose are hard to read, however wide the terminal. */
const MAX_PROSE_WIDTH = 90

/**
 * Writes a page of the documentation for a terminal: headings, paragraphs, lists, code and links.
 *
 * @param resolveLink what to write in place of the address of a link
 */
export function formatPage(
  markdown: string,
  options: FormatOptions & { resolveLink?: (address: string) => string },
): string {
  const paint = createPaint(options)
  const { width = MAX_PROSE_WIDTH, resolveLink = (address: string) => address } = options
  const prose = { indent: '', width: Math.min(width, MAX_PROSE_WIDTH) }
  return markdown
    .split(/^(```[^]*?^```)$/m)
    .map((part) => {
      if (part.startsWith('```')) return formatCode(part, paint)
      return part
        .replaceAll(/^<!--.*-->\n/gm, '')
        .trim()
        .split(/\n{2,}/)
        .map((block) => formatBlock(block, paint, prose, resolveLink))
        .join('\n\n')
    })
    .filter((part) => part !== '')
    .join('\n\n')
}

function formatCode(fenced: string, paint: Paint): string {
  const [fence = '', ...lines] = fenced.split('\n').slice(0, -1)
  const isOutput = fence === '```'
  return lines
    .map((line) => {
      if (line === '') return ''
      // What the command prints is coloured as it is there, of code the comments alone.
      const painted = isOutput
        ? line.replace(/^\[[A-Z]+-\d+\]/, paint.red).replace(/← .*$/, paint.red)
        : line.replace(/\/\/ .*$/, paint.dim)
      return `  ${painted}`
    })
    .join('\n')
}

function formatBlock(
  block: string,
  paint: Paint,
  prose: { indent: string; width: number },
  resolveLink: (address: string) => string,
): string {
  const [, heading] = /^#+ (.*)$/.exec(block) ?? []
  if (heading !== undefined) return paint.bold(wrapText(heading, prose))
  const linked = block.replaceAll(
    /\[([^\]]+)\]\(([^)\s]+)\)/g,
    (_, text: string, address: string) => `${text} (${resolveLink(address)})`,
  )
  const items = linked.split(/\n(?=- )/)
  return items
    .map((item) => wrapText(item.replaceAll(/\n */g, ' '), prose))
    .join('\n')
    .replaceAll(/`[^`\n]+`/g, (code) => paint.cyan(code))
}
