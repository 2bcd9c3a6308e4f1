import { inspect } from 'node:util'

/** Shows a value and its type in a message: `-1 (number)`, `undefined`, `[ 'server' ] (array)`. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return String(value)
  const type = Array.isArray(value) ? 'array' : typeof value
  return `${inspect(value, { depth: 0, breakLength: Infinity })} (${type})`
}
