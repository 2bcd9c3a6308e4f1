import { patch } from '../patch.ts'
import { SeededGenerator } from './seeded-generator.ts'
import { findRandomSurfaces, setGenerator } from './random-surfaces.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Everything random, from one seed: `Math.random()`, and of `crypto` `randomUUID()`,
 * `randomBytes()`, `randomInt()`, `randomFill()` and `getRandomValues()`.
 */
export class SeededRandomness {
  readonly seed: number
  #generator: SeededGenerator | undefined
  #hasRead = false
  #unpatch: (() => void) | undefined

  /** @param seed a whole number >= 0 */
  constructor(seed: number) {
    this.seed = seed
  }

  /** Whether anything random was asked for since {@link install}. */
  get hasRead(): boolean {
    return this.#hasRead
  }

  /** Takes over until {@link restore}. Costs next to nothing until somebody asks. */
  install(): void {
    this.#unpatch = patch(findRandomSurfaces())
    setGenerator(() => {
      this.#hasRead = true
      this.#generator ??= new SeededGenerator(this.seed)
      return this.#generator
    })
  }

  /** Begins again with the first number. */
  restart(): void {
    this.#generator = undefined
  }

  restore(): void {
    setGenerator(undefined)
    this.#unpatch?.()
    this.#unpatch = undefined
  }
}

let uninstall: (() => void) | undefined

/**
 * Replaces the functions for good by ones that can be seeded, so that one kept in a variable by a
 * module loaded later is seeded too. Calling it again does nothing.
 */
export function installRandomTrampolines(): void {
  uninstall ??= patch(findRandomSurfaces())
}

/** Puts the functions back. */
export function uninstallRandomTrampolines(): void {
  uninstall?.()
  uninstall = undefined
}
