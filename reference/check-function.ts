import { inspect } from 'node:util'

/**
 * Checks an argument that must be a function.
 *
 * @throws {TypeError} when it is not; the message names the argument and the value.
 */
export function checkFunction(name: string, value: unknown): void {
  if (typeof value === 'function') return
  throw new TypeError(
    `Expected \`${name}\` to be a function, got ${inspect(value, { depth: 0 })} (${typeof value})`,
  )
}
