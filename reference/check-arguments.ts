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

/** The longest delay of a Node timer; a longer one fires after 1 ms instead. About 24.8 days. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1

/**
 * Checks an argument that must be a finite number in a closed range.
 *
 * @throws {TypeError} when it is not; the message names the argument, the range and the value.
 */
export function checkNumber(
  name: string,
  value: unknown,
  min: number,
  max: number = Number.POSITIVE_INFINITY,
): void {
  if (typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max) return
  const range = max === Number.POSITIVE_INFINITY ? `>= ${min}` : `between ${min} and ${max}`
  throw new TypeError(
    `Expected \`${name}\` to be a finite number ${range}, got ${inspect(value)} (${typeof value})`,
  )
}
