/**
 * @touches `process._tickCallback()` (DEP0134)
 * @test two ticks with a microtask between them are run to the last (`canDrain()`)
 * @fallback schedules run in real turns of the event loop, at less than half the speed
 */
import process from 'node:process'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

let isProven: boolean | undefined

/**
 * Runs every tick and microtask that is pending, to the last, and reports rejections that nobody
 * handles: what Node does between two macrotasks. Must be called from a macrotask.
 */
export function drain(): void {
  ;(process as unknown as { _tickCallback(): void })._tickCallback()
}

/** Whether {@link drain} works here. Must be asked from a macrotask. */
export function canDrain(): boolean {
  isProven ??= tryDrain()
  return isProven
}

function tryDrain(): boolean {
  const { _tickCallback: candidate } = process as { _tickCallback?: unknown }
  if (typeof candidate !== 'function') return false
  let hops = 0
  process.nextTick(() => {
    void Promise.resolve().then(() => {
      hops += 1
      process.nextTick(() => {
        hops += 1
      })
    })
  })
  drain()
  return hops === 2
}
