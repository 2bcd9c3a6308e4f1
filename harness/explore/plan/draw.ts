import type { SeededGenerator } from '../../platform/randomness/seeded-generator.ts'

/** One of a list that is not empty. */
export function pick<T>(random: SeededGenerator, list: readonly T[]): T {
  return list[random.int(0, list.length)] as T
}

/** The same in another order. */
export function shuffle<T>(random: SeededGenerator, list: readonly T[]): T[] {
  const left = [...list]
  return list.map(() => left.splice(random.int(0, left.length), 1)[0] as T)
}
