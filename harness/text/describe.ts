// text/ is how values, times, paths and suggestions read in messages. Each kind of wording has one function,
// so that all parts of the package say the same thing in the same words.

import { inspect } from 'node:util'

const MAX_LENGTH = 120

/** Names a thrown value in a message: `Error: boom`, `undefined`, `"text"`. Never throws. */
export function describe(value: unknown): string {
  return shorten(name(value))
}

/** Whether a value is an error; a revoked proxy, which throws even at that question, is not. */
export function isError(value: unknown): value is Error {
  try {
    return value instanceof Error
  } catch {
    return false
  }
}

function name(value: unknown): string {
  try {
    if (value instanceof Error) return `${value.name}: ${value.message}`
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  } catch {
    return 'a value that cannot be converted to a string'
  }
}

function shorten(text: string): string {
  const [line = ''] = text.split('\n', 1)
  if (line.length > MAX_LENGTH) return `${line.slice(0, MAX_LENGTH)}…`
  return line.length < text.length ? `${line} …` : line
}

/** Shows a value and its type in a message: `-1 (number)`, `undefined`, `[ 'server' ] (array)`. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return String(value)
  const type = Array.isArray(value) ? 'array' : typeof value
  return `${inspect(value, { depth: 0, breakLength: Infinity })} (${type})`
}
