import type { HandleType } from '../model/handle-type.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** How a resource is asked about itself. */
export type ResourceType = Pick<HandleType, 'isOpen' | 'isOver' | 'isReferenced'>

/** A resource that was opened, while it may still be open. */
export interface ResourceEntry {
  readonly type: ResourceType
  readonly resource: object
}

/** Whether the resource of an entry is open now. */
export function isEntryOpen({ type, resource }: ResourceEntry): boolean {
  return type.isOpen(resource)
}

function isEntryOver({ type, resource }: ResourceEntry): boolean {
  return type.isOver?.(resource) === true
}

/** Whether the resource of an entry keeps the event loop alive while it is open. */
export function isEntryReferenced({ type, resource }: ResourceEntry): boolean {
  return type.isReferenced?.(resource) ?? true
}

/** Closes the handle of an entry. An error is ignored: what is on its way out may refuse. */
export function closeEntry({ type, resource }: { type: HandleType; resource: object }): void {
  try {
    const closing = type.close(resource)
    if (closing instanceof Promise) closing.catch(() => {})
  } catch {
    // Best effort.
  }
}

/** How many entries are taken before those that are closed are first dropped. */
const FIRST_COMPACTION = 64

/**
 * A list of what may be open. Now and then it asks all of its resources whether they are, which is
 * cheaper than a hook on the end of each.
 */
export class OpenEntries<E extends ResourceEntry> {
  readonly #isKept: (entry: E) => boolean
  #entries: E[] = []
  #compactAt = FIRST_COMPACTION
  #looked = 0

  /** @param isKept whether an entry stays in the list; by default while its resource is open */
  constructor(isKept: (entry: E) => boolean = isEntryOpen) {
    this.#isKept = isKept
  }

  /** Everything that is not known to be closed, oldest first. */
  get all(): readonly E[] {
    return this.#entries
  }

  /** Everything that is open now. */
  findOpen(): E[] {
    return this.#entries.filter(isEntryOpen)
  }

  add(entry: E): void {
    this.dropOver()
    if (this.#entries.length >= this.#compactAt) {
      this.compact()
      this.#compactAt = Math.max(FIRST_COMPACTION, this.#entries.length * 2)
    }
    this.#entries.push(entry)
  }

  /**
   * Drops those that have ended last, and looks at one more. It is called so often that what has
   * ended is soon let go of, with all that it keeps in memory: somebody may be waiting for that.
   */
  dropOver(): void {
    const entries = this.#entries
    for (let last = entries.at(-1); last !== undefined && isEntryOver(last); last = entries.at(-1))
      entries.pop()
    if (entries.length === 0) return
    this.#looked = (this.#looked + 1) % entries.length
    const one = entries[this.#looked]
    if (one !== undefined && isEntryOver(one)) entries.splice(this.#looked, 1)
  }

  /** Drops the entries that are not to be kept. */
  compact(): void {
    if (this.#entries.length > 0) this.#entries = this.#entries.filter(this.#isKept)
  }

  /** Drops these entries, whatever they are. */
  forget(entries: readonly E[]): void {
    const gone = new Set(entries)
    this.#entries = this.#entries.filter((entry) => !gone.has(entry))
  }

  /** Drops everything, so that the list keeps no resource in memory. */
  clear(): void {
    this.#entries = []
  }
}
