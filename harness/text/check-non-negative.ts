/** @throws {TypeError} when `value` is not a finite number >= 0 */
export function checkNonNegative(name: string, value: number): void {
  if (Number.isFinite(value) && value >= 0) return
  throw new TypeError(
    `Expected \`${name}\` to be a finite number >= 0, got ${String(value)} (${typeof value})`,
  )
}

/** @throws {TypeError} when `value` is not a finite number > 0 */
export function checkPositive(name: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return
  throw new TypeError(
    `Expected \`${name}\` to be a finite number > 0, got ${String(value)} (${typeof value})`,
  )
}
