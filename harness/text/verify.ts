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

/** Asks whether the nearest known word was meant, where one is near enough: ``did you mean `x`?``. */
export function suggestClosest(given: string, known: readonly string[]): string | undefined {
  const closest = findClosest(given, known)
  return closest === undefined ? undefined : `did you mean \`${closest}\`?`
}

/** As {@link suggestClosest}, as a sentence after another: `` Did you mean `--x`?``, or nothing. */
export function suggestAfterSentence(given: string, known: readonly string[], prefix = ''): string {
  const closest = findClosest(given, known)
  return closest === undefined ? '' : ` Did you mean \`${prefix}${closest}\`?`
}

/** Writes what was probably meant, and what there is: `; did you mean …? Known are …`. */
export function suggestKnown(given: string, known: readonly string[]): string {
  const suggestion = suggestClosest(given, known)
  const list = `nown are ${known.join(', ')}`
  return suggestion === undefined ? `; k${list}` : `; ${suggestion} K${list}`
}

/** Finds what was probably meant: the known word with the fewest edits, at most a third of its length. */
export function findClosest(given: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Infinity
  for (const word of known) {
    const distance = countEdits(given.toLowerCase(), word.toLowerCase())
    if (distance < bestDistance && distance <= Math.max(1, Math.floor(word.length / 3))) {
      best = word
      bestDistance = distance
    }
  }
  return best
}

/** The Levenshtein distance, in which two neighbours that changed places count as one edit. */
function countEdits(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    rows.push(current)
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1]
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current.push(
        Math.min(
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          row > 1 && column > 1 && isSwapped ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      )
    }
  }
  return at(a.length, b.length)
}
