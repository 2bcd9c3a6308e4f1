import { setTimeout as sleep } from 'node:timers/promises'

/** Gives up after a while, by a timer that keeps nothing alive and ends by itself. */
export async function request() {
  await Promise.resolve()
  await Promise.race([Promise.resolve(), sleep(30_000, null, { ref: false })])
}
