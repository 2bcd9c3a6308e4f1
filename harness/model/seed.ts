/** The seed where none is given. */
export const DEFAULT_SEED = 1

/** @throws {TypeError} unless `seed` is a whole number >= 0 */
export function checkSeed(seed: unknown): void {
  if (Number.isSafeInteger(seed) && (seed as number) >= 0) return
  throw new TypeError(
    `Expected \`seed\` to be a whole number >= 0, got ${String(seed)} (${typeof seed}): use the seed from the report`,
  )
}
