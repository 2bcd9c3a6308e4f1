import process from 'node:process'

/** The longest delay of a Node timer, in milliseconds: a signed 32-bit integer. */
const MAX_DELAY_MS = 2 ** 31 - 1

/**
 * The delay that Node makes of what `setTimeout` was given, in whole milliseconds >= 1.
 *
 * What is not a number from 1 to 2^31 - 1 becomes 1, and fractions are cut off. Too long a delay
 * warns, as in Node, since the timer then fires at once.
 *
 * @throws {TypeError} when `delay` is a symbol or a bigint
 */
export function clampDelay(delay: unknown): number {
  const ms = (delay as number) * 1
  if (ms > MAX_DELAY_MS) {
    process.emitWarning(
      `${ms} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`,
      'TimeoutOverflowWarning',
    )
  }
  return ms >= 1 && ms <= MAX_DELAY_MS ? Math.trunc(ms) : 1
}
