import { toPlainText } from '../../text/wrap-text.ts'

/** HTML or SVG that is safe to put into a page. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in a template: text is escaped, what is false or undefined is left out. */
type Value = string | number | Markup | readonly Value[] | false | undefined

/**
 * Builds markup from a template. Every value is escaped, but for markup itself.
 *
 * @example
 * ```ts
 * markup`<b title="${name}">${name}</b>`
 * ```
 */
export function markup(template: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const parts = template.map((part, index) => part + render(values[index]))
  return new Markup(parts.join(''))
}

function render(value: Value): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'string') return escapeXml(value)
  return typeof value === 'number' ? String(value) : value.map(render).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Escapes text for XML and HTML, in elements and in quoted attributes.
 *
 * ANSI sequences and control characters are removed, half a surrogate pair and what is no character
 * at all become U+FFFD: XML has no way to write them.
 */
export function escapeXml(text: string): string {
  return toPlainText(text)
    .replaceAll(/[\p{Cs}\p{Noncharacter_Code_Point}]/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** Shows text, with what stands between backquotes as code. */
export function renderText(text: string): Markup {
  const parts = text.split(/`([^`\n]+)`/)
  return markup`${parts.map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : part))}`
}
