/**
 * @touches the client behind `fetch()`, which compiles its parser in a thread before its first request
 * @test the promise of `WebAssembly.compile()` is awaited if it is called
 * @fallback the first request of a process waits in real time
 */
import { patch, createSurface } from './patch.ts'
import { real } from './real-time.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

let warming: Promise<void> | undefined

/** Has the client behind `fetch()` loaded and ready, so that its first request needs no real time. */
export function warmFetch(): Promise<void> {
  warming ??= warm()
  return warming
}

async function warm(): Promise<void> {
  const { WebAssembly: wasm } = globalThis as { WebAssembly?: object }
  if (wasm === undefined) return
  const pending: unknown[] = []
  const follow = (key: string): unknown => {
    const native: unknown = Reflect.get(wasm, key)
    return typeof native === 'function'
      ? function follow(this: unknown, ...args: unknown[]): unknown {
          const result: unknown = Reflect.apply(native, this, args)
          pending.push(result)
          return result
        }
      : native
  }
  const restore = patch(
    ['compile', 'instantiate'].map((key) => createSurface(wasm, key, follow(key))),
  )
  try {
    // To ask for the class is what loads the client, and nobody else is asked.
    await new globalThis.Response('').text()
    // What is compiled is instantiated after that.
    for (let done = 0; done < pending.length;) {
      done = pending.length
      await Promise.allSettled(pending)
      await new Promise((resolve) => real.setImmediate(resolve))
    }
  } catch {
    // There is none, or somebody has put another in its place.
  } finally {
    restore()
  }
}
