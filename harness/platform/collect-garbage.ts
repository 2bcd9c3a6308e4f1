/**
 * @touches `v8.setFlagsFromString('--expose-gc')`
 * @test the new context has a function `gc`
 * @fallback garbage is collected whenever the engine decides
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

let collect: (() => void) | undefined

/** Collects all garbage now. Where that cannot be had, does nothing. */
export function collectGarbage(): void {
  collect ??= findCollector()
  collect()
}

/** The engine gives it only to contexts that are made while the flag is set. */
function findCollector(): () => void {
  const isExposed = globalThis.gc !== undefined
  if (!isExposed) setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('typeof gc === "function" ? gc : undefined')
  if (!isExposed) setFlagsFromString('--no-expose-gc')
  return typeof found === 'function' ? (found as () => void) : () => {}
}
