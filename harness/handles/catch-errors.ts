import process from 'node:process'
import { replaceFunction } from '../platform/patch.ts'
import { nextTurn } from './settle.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** The events by which Node tells of what nobody has caught; whoever answers `true` has. */
const EVENTS: ReadonlySet<unknown> = new Set(['unhandledRejection', 'uncaughtException'])

interface Catcher {
  readonly caught: unknown[]
  isForeign(promise: unknown): boolean
}

/** Several tests that run side by side may close what they left at the same time. */
const catchers = new Set<Catcher>()
let stop: (() => void) | undefined

/**
 * Runs `body` and catches what would be uncaught otherwise: a worker that is terminated rejects
 * whatever waits for it, the other end of a socket is reset.
 *
 * Only the event is intercepted. Listeners stay where they are, and no capture callback is set:
 * `node:domain` forbids one, and somebody else may have set theirs.
 *
 * @param isForeign whether an error belongs to somebody else, who is to hear of it as usual; given
 * the promise where it is a rejection
 * @returns what was caught
 */
export async function catchErrors(
  body: () => Promise<void>,
  isForeign: (promise: unknown) => boolean = () => false,
): Promise<unknown[]> {
  const catcher: Catcher = { caught: [], isForeign }
  catchers.add(catcher)
  stop ??= replaceFunction({
    target: process,
    key: 'emit',
    wrap: (original) =>
      function emit(...args) {
        const [event, error, promise] = args
        if (EVENTS.has(event) && isCaught(error, promise)) return true
        return Reflect.apply(original, this, args)
      },
  })
  try {
    await body()
    // Node tells of a rejection once the microtasks of its turn are through.
    await nextTurn()
  } finally {
    catchers.delete(catcher)
    if (catchers.size === 0) {
      stop?.()
      stop = undefined
    }
  }
  return catcher.caught
}

function isCaught(error: unknown, promise: unknown): boolean {
  for (const { caught, isForeign } of catchers) {
    if (isForeign(promise)) continue
    caught.push(error)
    return true
  }
  return false
}
