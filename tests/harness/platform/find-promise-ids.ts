import { executionAsyncId } from 'node:async_hooks'

/** The ids of two jobs of promises: their own where promises are hooked, the same one where not. */
export async function findPromiseIds(): Promise<[number, number]> {
  await Promise.resolve()
  const first = executionAsyncId()
  await Promise.resolve()
  return [first, executionAsyncId()]
}
