import v8 from 'node:v8'
import { createStamp } from './create-stamp.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const stamp = createStamp<unknown>()

/**
 * Marks every promise, as it is made, with what is current then, and makes that current again
 * before its continuations run; of a promise that was made earlier, `undefined`.
 *
 * @returns the function that ends it
 */
export function stampPromises<V>(
  getCurrent: () => V | undefined,
  setCurrent: (value: V | undefined) => void,
): () => void {
  const stop: unknown = v8.promiseHooks.createHook({
    init: (promise) => {
      const value = getCurrent()
      if (value !== undefined) stamp.write(promise, value)
    },
    before: (promise) => {
      setCurrent(stamp.read(promise) as V | undefined)
    },
  })
  return stop as () => void
}
