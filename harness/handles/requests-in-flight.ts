import { isCryptoPromise } from '../platform/node-scripts.ts'
import { hasJobCallback } from '../platform/request-internals.ts'

interface Request {
  readonly asyncType: string
  readonly resource: object
  readonly site: Error
}

/** The requests that were made and whose callback has not been called. */
export class RequestsInFlight {
  readonly #requests = new Map<number, Request>()

  /** @param request.site where it was made */
  add(asyncId: number, request: Request): void {
    this.#requests.set(asyncId, request)
  }

  /** The callback of a resource is being called. */
  end(asyncId: number): void {
    this.#requests.delete(asyncId)
  }

  /** Whether there are any. Not to be asked in the turn in which one was made. */
  get areAny(): boolean {
    for (const [asyncId, request] of this.#requests) {
      if (isUnderWay(request)) return true
      this.#requests.delete(asyncId)
    }
    return false
  }

  /** All of them, oldest first. */
  list(): Request[] {
    return this.areAny ? [...this.#requests.values()] : []
  }
}

/**
 * Whether a request whose callback has not been called will call it. The synchronous functions of
 * `node:crypto` make a job too, and that one never reports its end.
 */
function isUnderWay({ asyncType, resource, site }: Request): boolean {
  return !asyncType.endsWith('REQUEST') || hasJobCallback(resource) || isCryptoPromise(site)
}
