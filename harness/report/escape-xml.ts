import { toPlainText } from '../text/wrap-text.ts'

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
