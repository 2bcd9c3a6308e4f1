import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Makes the callback at `index`, if it is one, tell `before` its arguments and then go on as it
 * would have. An argument that is no function stays, for Node to complain of.
 */
export function wrapCallback(
  args: unknown[],
  index: number,
  before: (...results: unknown[]) => void,
): void {
  const callback = args[index]
  if (typeof callback !== 'function') return
  args[index] = function observed(this: unknown, ...results: unknown[]): unknown {
    before(...results)
    return Reflect.apply(callback, this, results)
  }
}
