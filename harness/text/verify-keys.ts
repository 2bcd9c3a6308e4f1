import { findClosest } from './find-closest.ts'

/** Whether a value is an object with keys, and neither an array nor a function. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Checks that an object has no keys but the known ones.
 *
 * @throws {TypeError} for the first one that is not, with the nearest that is known
 */
export function verifyKeys(
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
  { what, where }: { what: string; where: string },
): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue
    throw new TypeError(`Unknown ${what} \`${key}\` of ${where}${suggestKnown(key, known)}`)
  }
}

/** Writes what was probably meant, and what there is: `; did you mean …? Known are …`. */
export function suggestKnown(given: string, known: readonly string[]): string {
  const closest = findClosest(given, known)
  const list = `nown are ${known.join(', ')}`
  return closest === undefined ? `; k${list}` : `; did you mean \`${closest}\`? K${list}`
}
