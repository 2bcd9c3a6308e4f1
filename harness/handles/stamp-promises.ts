import { promiseHooks } from 'node:v8'

/** A constructor that makes nothing: what is returned from it is the `this` of who extends it. */
const ReturnArgument = function ReturnArgument(object: object): object {
  return object
} as unknown as new (object: object) => object

/** A field that no inspection, comparison or copy of a promise shows. */
class Stamped extends ReturnArgument {
  #value: unknown

  constructor(promise: object, value: unknown) {
    super(promise)
    this.#value = value
  }

  static read(promise: object): unknown {
    return #value in promise ? promise.#value : undefined
  }
}

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
  const stop: unknown = promiseHooks.createHook({
    init: (promise) => {
      const value = getCurrent()
      if (value !== undefined) void new Stamped(promise, value)
    },
    before: (promise) => {
      setCurrent(Stamped.read(promise) as V | undefined)
    },
  })
  return stop as () => void
}
