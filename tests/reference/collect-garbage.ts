import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

/** Collects garbage until `isDone`, at most five times. Finalizers run in a turn of their own. */
export async function collectGarbage(isDone: () => boolean): Promise<void> {
  if (typeof collect !== 'function') throw new TypeError('Expected gc to be exposed')
  for (let attempt = 0; attempt < 5 && !isDone(); attempt += 1) {
    collect()
    await new Promise((resolve) => setImmediate(resolve))
  }
}
