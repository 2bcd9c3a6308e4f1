import { MessageChannel } from 'node:worker_threads'

import type { TaskLifecycle } from './task-lifecycle.ts'
import { createTaskToken, markReleased } from './task-token.ts'
import type { TaskRequest, TaskToken } from './task-token.ts'

/** Makes a handle for another thread. Nothing is left of it here when the task has ended. */
export function shareTask(lifecycle: TaskLifecycle): TaskToken {
  const { shared } = lifecycle
  const { port1, port2 } = new MessageChannel()
  const token = createTaskToken({ task: shared.cells, port: port2 })
  const { handle } = token
  shared.addHandles(1)
  port1.on('message', (request: TaskRequest) => answer(lifecycle, request))
  port1.once('close', () => {
    // Closed from here; who attaches the token later gets a stopped handle.
    if (shared.outcome !== undefined) return
    // The other end is gone: closed by hand, or with its thread.
    if (markReleased({ handle })) shared.releaseHandle()
    lifecycle.look()
  })
  // A handle elsewhere keeps no process alive; the task does, as long as it wants to.
  port1.unref()
  lifecycle.onEnd(() => port1.close())
  return token
}

function answer(lifecycle: TaskLifecycle, request: TaskRequest): void {
  lifecycle.look()
  if (request.ask === 'deadline') void lifecycle.completionWithin(request.timeoutMs, undefined)
  else if (request.ask === 'cut') lifecycle.cutShort()
}
