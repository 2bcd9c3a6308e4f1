import { AsyncLocalStorage } from 'node:async_hooks'

const storage = new AsyncLocalStorage<number>()

/** Runs what the nth signal sets off, so that all that follows from it can be told. */
export function runInSignal<T>(nth: number, body: () => T): T {
  return storage.run(nth, body)
}

/** Which signal has set off what runs now; 0 where none has. */
export function findSignal(): number {
  return storage.getStore() ?? 0
}
