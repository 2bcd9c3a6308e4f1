import { isRequestType, isUnderWay } from './request-type.ts'

/** The requests that were made and whose callback has not been called. */
export class RequestsInFlight {
  readonly #requests = new Map<number, { asyncType: string; resource: object; site: Error }>()

  /**
   * Notes an async resource, if it is a request.
   *
   * @param site where it was made
   */
  add(asyncId: number, asyncType: string, resource: object, site: Error): void {
    if (!isRequestType(asyncType)) return
    this.#requests.set(asyncId, { asyncType, resource, site })
  }

  /** The callback of a resource is being called. */
  end(asyncId: number): void {
    this.#requests.delete(asyncId)
  }

  /** Whether there are any. Not to be asked in the turn in which one was made. */
  get areAny(): boolean {
    for (const [asyncId, { asyncType, resource, site }] of this.#requests) {
      if (isUnderWay(asyncType, resource, site)) return true
      this.#requests.delete(asyncId)
    }
    return false
  }

  /** The type of each, and where it was made. */
  list(): { asyncType: string; site: Error }[] {
    return this.areAny ? [...this.#requests.values()] : []
  }
}
