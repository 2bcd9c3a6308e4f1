import { escapeXml } from '../escape-xml.ts'

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
