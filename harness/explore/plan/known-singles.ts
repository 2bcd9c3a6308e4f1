import type { Breach } from './explore-plans.ts'
import type { Invariant } from '../judge/invariant.ts'
import { isMishap, type Operation, toOperationKey } from './operation.ts'
import type { Space } from './space.ts'

/**
 * What the spaces that were explored before have said of operations alone, so that no other one of the
 * same run repeats it.
 */
export class KnownSingles {
  /** Operations that were judged at every moment, or of which something was reported. */
  readonly #judged = new Set<string>()
  /** What was reported of an operation: its name, and that of the invariant. */
  readonly #reported = new Set<string>()

  /** Takes note of what a space has said. @param isWhole whether all its single operations were judged */
  note({ singles, clones, start }: Space, breach: Breach | undefined, isWhole: boolean): void {
    // On two clones, or during the start, an operation is not what it is on a manager alone.
    if (clones > 0 || start !== undefined) return
    const [first, second] = breach?.plan ?? []
    if (breach !== undefined && first !== undefined && second === undefined)
      this.#reported.add(toFinding(first, breach.violation.invariant))
    if (!isWhole && breach === undefined) return
    for (const single of singles) this.#judged.add(toOperationKey(single))
  }

  /** Whether what an operation breaks by itself is no finding of a space, but one of another. */
  has({ singles, clones, start }: Space, operation: Operation, invariant: Invariant): boolean {
    const key = toOperationKey(operation)
    if (singles.some((single) => toOperationKey(single) === key))
      return clones > 0 && this.#reported.has(toFinding(operation, invariant))
    return isMishap(operation) || (clones === 0 && start === undefined && this.#judged.has(key))
  }
}

function toFinding({ name }: Operation, invariant: Invariant): string {
  return `${name}: ${invariant.name}`
}
