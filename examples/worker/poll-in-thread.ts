import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { BackgroundTask } from 'vitest-shutdown/reference'
import type { Logger, TaskScope } from 'vitest-shutdown/reference'

export interface PollOptions {
  /** Done in the thread that started the poller, whenever the other thread says that it is time. */
  poll(this: void, signal: AbortSignal): unknown
  intervalMs: number
  logger: Logger
}

/**
 * A poller whose clock is a worker thread: it keeps time also while this thread is busy.
 *
 * `BackgroundTask` has the promises of the pattern. What is left to do here is to end the thread:
 * in the turn of the shutdown or drop, and to wait until it has exited.
 */
export function pollInThread({ poll, intervalMs, logger }: PollOptions): BackgroundTask {
  return BackgroundTask.spawn((scope) => live(scope, poll, intervalMs), { name: 'Poller', logger })
}

async function live(
  { stop, run }: TaskScope,
  poll: PollOptions['poll'],
  intervalMs: number,
): Promise<void> {
  const thread = new Worker(new URL('poller-thread.mjs', import.meta.url), {
    workerData: { intervalMs },
  })
  const exited = new Promise((resolve) => thread.once('exit', resolve))
  stop.addEventListener('abort', () => void thread.terminate(), { once: true })
  try {
    // Ends with the thread, and throws what the thread throws.
    for await (const _due of on(thread, 'message', { close: ['exit'] })) {
      await run(poll)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage('done')
    }
  } finally {
    await exited
  }
}
