import { inspect } from 'node:util'

/**
 * Checks an argument that must be a boolean.
 *
 * @throws {TypeError} when it is not; the message names the argument and the value.
 */
export function checkBoolean(name: string, value: unknown): void {
  if (typeof value === 'boolean') return
  throw new TypeError(
    `Expected \`${name}\` to be a boolean, got ${inspect(value, { depth: 0 })} (${typeof value})`,
  )
}
