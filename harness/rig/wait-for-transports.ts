import { createRequire } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import { listActiveTypes } from '../platform/active-handles.ts'
import { real } from '../platform/real-time.ts'

/** The package by which pino hands its lines to a worker thread. */
const THREAD_STREAM = /[\\/]node_modules[\\/]thread-stream[\\/]/

/**
 * Real milliseconds that such a thread gets to start. A worker of the runner has a port of its own for
 * as long as it lives, and cannot tell: there it is a short while, whether a thread starts or not.
 */
const START_MS = isMainThread ? 3000 : 300

/**
 * Lets the threads of pino's transports start, which the module of a subject has just made: what they
 * do then would happen in the midst of a trial. Once a thread is ready it keeps the process no more.
 */
export async function waitForTransports(): Promise<void> {
  const { cache } = createRequire(import.meta.url)
  if (!Object.keys(cache).some((path) => THREAD_STREAM.test(path))) return
  const untilMs = real.performanceNow() + START_MS
  while (hasPort() && real.performanceNow() < untilMs)
    await new Promise<void>((resolve) => real.setTimeout(resolve, 2))
}

function hasPort(): boolean {
  return listActiveTypes().includes('MessagePort')
}
