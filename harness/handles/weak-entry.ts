import type { HandleType } from '../model/handle-type.ts'
import { markWatching } from '../stack/script-owner.ts'
import type { HandleEntry } from './handle-scope.ts'

markWatching(import.meta.url)

/** Stands for what was collected: it is nothing that could be open. */
const GONE = {}

/** Where handles were opened. A stack keeps the functions that are on it, and what they have at hand. */
const sites = new WeakMap<object, Error>()

/**
 * The entry of a native handle. Node itself keeps such a handle for as long as it is open, and
 * nobody need keep it longer: what hangs on it may be what a test waits to see collected.
 */
export class WeakEntry implements HandleEntry {
  readonly type: HandleType
  readonly isRequested = false
  readonly asyncId: number
  readonly triggerId: number
  readonly isLate: boolean
  readonly #resource: WeakRef<object>

  constructor({ type, resource, site, asyncId, triggerId, isLate }: HandleEntry) {
    this.type = type
    this.asyncId = asyncId
    this.triggerId = triggerId
    this.isLate = isLate
    this.#resource = new WeakRef(resource)
    if (site !== undefined) sites.set(resource, site)
  }

  get resource(): object {
    return this.#resource.deref() ?? GONE
  }

  get site(): Error | undefined {
    return sites.get(this.resource)
  }
}
