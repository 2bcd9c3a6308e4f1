import { findSiteOwner } from '../../platform/node-scripts.ts'
import { releaseSite } from '../../stack/call-sites.ts'
import { markWatching } from '../../stack/script-owner.ts'
import type { CallSite } from './observation.ts'

markWatching(import.meta.url)

/** How many addresses of `fetch` are remembered. */
const MAX_ORIGINS = 256

const calls = new WeakMap<object, readonly CallSite[]>()
const fetches = new Map<string, CallSite>()
let latestFetch: CallSite | undefined

/**
 * Remembers which call asked for what Node opens later for `owner`, which is a server, a socket, a
 * session, a watcher. With several, the first one that has a frame of the user's is meant.
 */
export function rememberCall(owner: object, ...candidates: (CallSite | undefined)[]): void {
  calls.set(
    owner,
    candidates.filter((call) => call !== undefined),
  )
}

/** Finds that call. */
export function findCall(owner: object): CallSite | undefined {
  const [first, ...others] = calls.get(owner) ?? []
  // Reading a stack is dear: where there is no choice, it is left to the caller.
  if (first === undefined || others.length === 0 || hasUserFrame(first)) return first
  return others.find(hasUserFrame) ?? first
}

/**
 * Finds the stack of the call that asked for what `owner` has opened, where Node opened it later
 * than that, with no frame of the user's on the stack: `server.listen(port, host)`,
 * `http2.connect()`, …
 */
export function findCallSite(owner: object): Error | undefined {
  return findCall(owner)?.site
}

/** Remembers the latest `fetch()` of an address. */
export function rememberFetch(host: string, port: string, call: CallSite): void {
  const origin = formatOrigin(host, port)
  // Deleted first, so that the oldest is the first to go.
  fetches.delete(origin)
  fetches.set(origin, call)
  latestFetch = call
  const [oldest] = fetches.keys()
  if (fetches.size > MAX_ORIGINS && oldest !== undefined) fetches.delete(oldest)
}

/** Finds the latest `fetch()` of an address, or else of any, since a redirection may lead there. */
export function findFetch(host: string, port: number | string): CallSite | undefined {
  return fetches.get(formatOrigin(host, port)) ?? latestFetch
}

/** Finds the stack of the latest `fetch()` of an address. */
export function findFetchSite(host: string, port: number | string): Error | undefined {
  return fetches.get(formatOrigin(host, port))?.site
}

/** Lets what was at hand where `fetch()` was called be collected; owners keep theirs while they live. */
export function releaseFetches(): void {
  for (const { site } of fetches.values()) releaseSite(site)
  if (latestFetch !== undefined) releaseSite(latestFetch.site)
}

/** Forgets every `fetch()`; owners are forgotten as they are collected. */
export function forgetFetches(): void {
  fetches.clear()
  latestFetch = undefined
}

function hasUserFrame({ site }: CallSite): boolean {
  return findSiteOwner(site) === 'user'
}

function formatOrigin(host: string, port: number | string): string {
  return `${host.replace(/^\[(.*)\]$/, '$1')}:${port}`
}

let inProgress: CallSite | undefined

/** The call of the user's within which others are made for it: `http2.connect()` for its socket. */
export function findCallInProgress(): CallSite | undefined {
  return inProgress
}

/** Runs `body` as a part of `call`, so that its stack is taken once for all. */
export function runInCall<T>(call: CallSite, body: () => T): T {
  const outer = inProgress
  inProgress = call
  try {
    return body()
  } finally {
    inProgress = outer
  }
}
