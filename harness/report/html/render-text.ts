import { markup, type Markup } from './markup.ts'

/** Shows text, with what stands between backquotes as code. */
export function renderText(text: string): Markup {
  const parts = text.split(/`([^`\n]+)`/)
  return markup`${parts.map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : part))}`
}
