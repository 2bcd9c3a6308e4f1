import { Descriptor } from './descriptor.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** The descriptors that user code holds, by their number. */
export class DescriptorTable {
  readonly #held = new Map<number, Descriptor>()
  #ownCalls = 0

  /** Runs what opens and closes descriptors for itself. */
  asOwn<T>(body: () => T): T {
    this.#ownCalls++
    try {
      return body()
    } finally {
      this.#ownCalls--
    }
  }

  /** Whether Node itself is opening a file now. */
  get isOwnCall(): boolean {
    return this.#ownCalls > 0
  }

  /** Notes that `fd` was opened by user code. */
  hold(fd: number, path: unknown): Descriptor {
    this.release(fd)
    const descriptor = new Descriptor(fd, path)
    this.#held.set(fd, descriptor)
    return descriptor
  }

  /** Notes that `fd` was closed, opened anew, or given to somebody who closes it. */
  release(fd: unknown): Descriptor | undefined {
    const descriptor = this.#held.get(fd as number)
    if (descriptor === undefined) return undefined
    descriptor.isReleased = true
    this.#held.delete(descriptor.fd)
    return descriptor
  }
}
