import { setTimeout as sleep } from 'node:timers/promises'
import { runVirtual } from '../../harness/virtual-run/run-virtual.ts'
import type { FailureKind } from './failure-kind.ts'

async function write(body: () => Promise<unknown>): Promise<string> {
  try {
    await runVirtual(body)
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`
  }
  throw new Error('Expected a verdict, got none')
}

/** A queue whose consumer nobody tells that all is done. */
async function waitForever(): Promise<void> {
  const done = new Promise<void>(() => {})
  await sleep(1000)
  await done
}

/** The same, with a heartbeat that goes on. */
async function waitBesideHeartbeat(): Promise<void> {
  const timer = setInterval(() => {}, 1000)
  await waitForever()
  clearInterval(timer)
}

/** What is said of a test that awaits what can never settle. */
export const deadlockKinds: readonly FailureKind[] = [
  { name: 'deadlock', write: () => write(waitForever) },
  { name: 'livelock', write: () => write(waitBesideHeartbeat) },
]
