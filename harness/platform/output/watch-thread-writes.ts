import { captureBelow, STACK_FRAMES } from '../../stack/call-sites.ts'
import { markWatching } from '../../stack/script-owner.ts'
import { createSurface, imitate, type Method, patch } from '../patch.ts'

markWatching(import.meta.url)

/** The package by which pino hands its lines to a worker thread, through shared memory. */
const THREAD_STREAM = /[\\/]thread-stream[\\/]/

/**
 * Calls `onWrite` whenever something is handed to a thread that writes logs, until the returned
 * function is called. What the thread writes, only the thread sees.
 */
export function watchThreadWrites(onWrite: () => void): () => void {
  const original = Atomics.notify as unknown as Method
  const notify = imitate(function notify(this: unknown, ...args: unknown[]): unknown {
    if (isThreadStream()) onWrite()
    return Reflect.apply(original, Atomics, args)
  }, original)
  return patch([createSurface(Atomics, 'notify', notify)], { restores: 'own', syncsImports: false })
}

function isThreadStream(): boolean {
  const { stack = '' } = captureBelow(isThreadStream, STACK_FRAMES.wake)
  return THREAD_STREAM.test(stack)
}
