// handles/ knows what is open, who opened it, and how to close it. One recorder notes every async resource; the
// guard, trials and virtual runs each read it through a view of their own.

import { request } from '../clock/stand-in.ts'
import { createHandleHook, type HandleHook } from '../platform/handle-hook.ts'
import { isCryptoPromise, isMadeAsResource } from '../platform/node-scripts.ts'
import { hasJobCallback, hasWriteCallback } from '../platform/request-internals.ts'
import { isSimulated } from '../platform/simulated-resources.ts'
import { captureSite } from '../stack/call-sites.ts'
import { markWatching } from '../stack/script-owner.ts'
import { findResourceKind, type ResourceKind } from './kinds/find-resource-kind.ts'
import { OpenEntries, type ResourceEntry } from './open-entries.ts'

markWatching(import.meta.url)

/** What follows the resources that a {@link ResourceRecorder} sees. Its methods must not throw. */
export interface ResourceView {
  /** A resource has been made; never a promise. */
  onInit(
    asyncId: number,
    asyncType: string,
    triggerId: number,
    resource: object,
    kind: ResourceKind,
  ): void
  /**
   * A callback of a resource is about to run. A view without this method spares every callback the
   * cost. Where others hook promises, it may be called with the ids of promises too.
   */
  onBefore?(asyncId: number): void
}

/** An entry of a recorder: what it is, and where it was opened. */
export interface SitedEntry extends ResourceEntry {
  readonly asyncId: number
  readonly site: Error
}

/**
 * Sees every async resource but promises, tells its view what each is, and keeps what the view has
 * it note: requests until their callback comes, handles while they may be open.
 *
 * The three views differ in what they make of a resource. {@link ScopedRecord} finds the scope to
 * blame, {@link HandleCensus} what a manager under test owns, and {@link RealWork} what only real
 * time moves.
 */
export class ResourceRecorder<E extends SitedEntry = SitedEntry> {
  /** The requests that were noted and have not ended. */
  readonly requests: RequestsInFlight = new RequestsInFlight()
  /** The handles that were noted. */
  readonly entries: OpenEntries<E>
  readonly #hook: HandleHook

  /** @param isKept which entries outlast a compaction; by default those that are open */
  constructor(view: ResourceView, isKept?: (entry: E) => boolean) {
    this.entries = new OpenEntries(isKept)
    this.#hook = createHandleHook({
      init: (asyncId, asyncType, triggerId, resource) => {
        view.onInit(asyncId, asyncType, triggerId, resource, findResourceKind(asyncType))
      },
      ...(view.onBefore && { before: (asyncId: number) => view.onBefore?.(asyncId) }),
    })
  }

  start(): void {
    this.#hook.enable()
  }

  stop(): void {
    this.#hook.disable()
  }

  /** Runs `body` while nothing is seen. */
  pause(body: () => void): void {
    this.#hook.disable()
    body()
    this.#hook.enable()
  }

  /**
   * Captures where a resource is being made, once for all who ask later.
   *
   * @returns undefined for what real time does not move: what comes and goes with every statement,
   * what was made in JavaScript, as a virtual timer is, and what the harness makes for itself
   */
  captureSite({ role }: ResourceKind): Error | undefined {
    if (role === 'fleeting' || request.isOurs) return undefined
    const site = captureSite()
    return role !== 'handle' && isMadeAsResource(site) ? undefined : site
  }

  /** Follows a resource to its callback, if it is a request. */
  noteRequest(
    asyncId: number,
    asyncType: string,
    resource: object,
    { role }: ResourceKind,
    site: Error,
  ): void {
    if (role !== 'request' && role !== 'part' && role !== 'query') return
    this.requests.add(asyncId, { asyncType, resource, site })
  }
}

interface Request {
  readonly asyncType: string
  readonly resource: object
  readonly site: Error
}

/** The requests that were made and whose callback has not been called. */
class RequestsInFlight {
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
 * `node:crypto` make a job too, and that one never reports its end. What a simulated network moves is
 * no work of reality's, and neither is a write that nobody hears of.
 */
function isUnderWay({ asyncType, resource, site }: Request): boolean {
  if (isSimulated(resource)) return false
  if (asyncType === 'WRITEWRAP' && !hasWriteCallback(resource)) return false
  return !asyncType.endsWith('REQUEST') || hasJobCallback(resource) || isCryptoPromise(site)
}
