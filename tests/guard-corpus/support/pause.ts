import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for real milliseconds, and leaves nothing behind. */
export async function pause(ms: number): Promise<void> {
  await sleep(ms)
}
