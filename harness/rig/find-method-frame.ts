import { relative } from 'node:path'
import { findFunctionLocation } from '../handles/function-location.ts'
import type { Method } from './call.ts'

/**
 * Finds where a method of the manager is written: the user's frame of a failure that happened in no
 * frame, as when a promise fulfils too early.
 *
 * @returns `shutdown (src/heartbeat.ts:52:11)`, or `undefined` where it is not the user's
 */
export function findMethodFrame(method: Method | undefined): string | undefined {
  if (method === undefined) return undefined
  let fn: unknown
  try {
    fn = method.find()
  } catch {
    // A getter that throws.
  }
  if (typeof fn !== 'function') return undefined
  const place = findFunctionLocation(fn)
  if (place === undefined) return undefined
  const path = relative(process.cwd(), place.path)
  const shown = path.startsWith('..') ? place.path : path
  return `${method.name} (${shown}:${place.line}:${place.column})`
}
