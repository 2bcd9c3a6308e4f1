/** Numbers mixed in before the first one is given, so that seeds close together have nothing in common. */
const WARM_UP = 12

/** A generator of pseudo-random numbers, sfc32: the same ones for the same seed. */
export class SeededGenerator {
  #a: number
  #b: number
  #c = 0x9e_37_79_b9 | 0
  #counter = 1

  /** @param seed a whole number >= 0 */
  constructor(seed: number) {
    this.#a = seed | 0
    this.#b = Math.floor(seed / 2 ** 32) | 0
    for (let round = 0; round < WARM_UP; round += 1) this.uint32()
  }

  /** A whole number from 0 to 2 ** 32 - 1. */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    this.#c |= 0
    return sum >>> 0
  }

  /** A number from 0 up to, and without, 1. */
  float(): number {
    const high = this.uint32() >>> 5
    const low = this.uint32() >>> 6
    return (high * 2 ** 26 + low) / 2 ** 53
  }

  /** A whole number from `min` up to, and without, `max`. */
  int(min: number, max: number): number {
    return min + Math.floor(this.float() * (max - min))
  }

  fill(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += 4) {
      const word = this.uint32()
      for (let part = 0; part < 4 && at + part < bytes.length; part += 1)
        bytes[at + part] = (word >>> (8 * part)) & 0xff
    }
  }
}
