/** Numbers that look random and are the same for the same seed, on every machine. */
export class SeededRandom {
  #state: number

  /** @param seed a whole number */
  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A whole number >= 0 and < `limit`. */
  below(limit: number): number {
    // Mulberry32: one word of state, and good enough to choose among moments.
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  /** The same in another order. */
  shuffle<T>(list: readonly T[]): T[] {
    const left = [...list]
    return list.map(() => left.splice(this.below(left.length), 1)[0] as T)
  }
}
