import type { CallSite } from './observation.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

let current: CallSite | undefined

/** The call of the user's within which others are made for it: `http2.connect()` for its socket. */
export function findCallInProgress(): CallSite | undefined {
  return current
}

/** Runs `body` as a part of `call`, so that its stack is taken once for all. */
export function runInCall<T>(call: CallSite, body: () => T): T {
  const outer = current
  current = call
  try {
    return body()
  } finally {
    current = outer
  }
}
