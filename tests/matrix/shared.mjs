import { createConsumer, packTarball } from './consumer.mjs'
import { installNode } from './install-runtime.mjs'

/** What several cells need, made once, when the first of them asks for it. */
export class Shared {
  #made = new Map()

  once(key, make) {
    if (!this.#made.has(key)) this.#made.set(key, make())
    return this.#made.get(key)
  }

  tarball() {
    return this.once('tarball', packTarball)
  }

  /** `{ path }` or `{ reason }`. */
  node(major) {
    return this.once(`node ${major}`, () => installNode(major))
  }

  /** The folder of a project with this Vitest. */
  consumer(vitestMajor) {
    const create = async () => createConsumer(vitestMajor, await this.tarball())
    return this.once(`consumer ${vitestMajor}`, create)
  }
}
