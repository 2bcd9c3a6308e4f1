/** What the harness hands over as an item: an object with an id, which also reads as that id. */
export interface HandedItem {
  readonly id: string
}

/** How deep an item may be in what the work gets: a batch of jobs that each hold one. */
const DEPTH = 3

/** Makes the items that are handed to a subject, and knows them again in what it hands to the work. */
export class HandedItems {
  readonly #indices = new Map<string, number>()

  /** Makes the next item. */
  create(): HandedItem {
    const id = `item ${this.#indices.size + 1}`
    this.#indices.set(id, this.#indices.size)
    return Object.defineProperty({ id }, 'toString', { value: () => id })
  }

  /**
   * Finds the items in a value as managers hand them on: the item itself, its copy, its id, an array of
   * them, or an object that holds one.
   *
   * @returns which they are, in the order of making, from 0
   */
  find(value: unknown): number[] {
    return [...new Set(this.#search(value, DEPTH))]
  }

  #search(value: unknown, depth: number): number[] {
    if (typeof value === 'string') return this.#findById(value)
    if (typeof value !== 'object' || value === null || depth === 0) return []
    const own = this.#findById(readProperty(value, 'id'))
    if (own.length > 0) return own
    return listParts(value).flatMap((part) => this.#search(part, depth - 1))
  }

  #findById(id: unknown): number[] {
    const index = typeof id === 'string' ? this.#indices.get(id) : undefined
    return index === undefined ? [] : [index]
  }
}

function listParts(value: object): unknown[] {
  if (value instanceof Map || value instanceof Set) return [...value.values()]
  return Object.keys(value).map((key) => readProperty(value, key))
}

function readProperty(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key]
  } catch {
    // A getter that throws holds no item.
    return undefined
  }
}
