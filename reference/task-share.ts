import { MessageChannel } from 'node:worker_threads'
import type { SharedState } from './shared-state.ts'
import type { TaskLifecycle } from './task-lifecycle.ts'
import { createTaskToken, markReleased, type TaskRequest, type TaskToken } from './task-token.ts'

/**
 * The share of one handle in a task: given up once, by its drop or by the collector, whichever
 * comes first. The last one given up drops the task.
 */
export class TaskShare {
  readonly #lifecycle: TaskLifecycle
  /** One object for all shares of a task. */
  readonly #count: HandleCount
  #isReleased: boolean

  private constructor(lifecycle: TaskLifecycle, count: HandleCount, isReleased: boolean) {
    this.#lifecycle = lifecycle
    this.#count = count
    this.#isReleased = isReleased
    if (!isReleased) count.add()
  }

  static first(lifecycle: TaskLifecycle): TaskShare {
    return new TaskShare(lifecycle, new HandleCount(), false)
  }

  get isReleased(): boolean {
    return this.#isReleased
  }

  /** Another share; of one that was given up, another that was. */
  clone(): TaskShare {
    return new TaskShare(this.#lifecycle, this.#count, this.#isReleased)
  }

  release(): void {
    if (this.#isReleased) return
    this.#isReleased = true
    if (this.#count.release()) this.#lifecycle.drop()
    else this.#lifecycle.look()
  }

  /** A share for another thread. */
  share(): TaskToken {
    this.#count.share(this.#lifecycle.shared)
    return shareTask(this.#lifecycle)
  }
}

/** Makes a handle for another thread. Nothing is left of it here when the task has ended. */
function shareTask(lifecycle: TaskLifecycle): TaskToken {
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

/** How many handles on a task are not given up; in shared memory once the task is shared. */
class HandleCount {
  #live = 0
  #shared: SharedState | undefined

  add(): void {
    if (this.#shared === undefined) this.#live += 1
    else this.#shared.addHandles(1)
  }

  /** Returns whether it was the last one. Of a shared task its state says that, to all threads. */
  release(): boolean {
    if (this.#shared !== undefined) {
      this.#shared.releaseHandle()
      return false
    }
    this.#live -= 1
    return this.#live === 0
  }

  /** Counts in shared memory from now on. Again, it does nothing. */
  share(shared: SharedState): void {
    if (this.#shared !== undefined) return
    this.#shared = shared
    shared.addHandles(this.#live)
  }
}
