import { setTimeout as sleep } from 'node:timers/promises'

/** A loop that a signal ends; what it returns is its end. */
export async function consumeForever(
  consume: () => Promise<void>,
  { signal, idleMs = 500 }: { signal: AbortSignal; idleMs?: number },
): Promise<void> {
  while (!signal.aborted) {
    await consume()
    await sleep(idleMs, undefined, { signal }).catch(() => {})
  }
}
