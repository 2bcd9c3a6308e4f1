import type { ShutdownOutcome } from './graceful-shutdown.ts'
import { SharedState } from './shared-state.ts'
import { markReleased } from './task-token.ts'
import type { TaskRequest, TaskToken } from './task-token.ts'

/** The connection of one thread to a task in another. Shared by all handles in the thread. */
export class TaskLink {
  readonly state: SharedState
  readonly #token: TaskToken
  readonly #ended: Promise<ShutdownOutcome>
  #completion: Promise<void> | undefined
  #cleanup: Promise<void> | undefined
  #live = 0

  constructor(token: TaskToken) {
    this.#token = token
    this.state = new SharedState(token.task)
    const { state } = this
    const { port } = token
    // It is closed when the task has ended, or with the thread in which the task ran.
    this.#ended = new Promise((resolve) => {
      if (state.outcome !== undefined) resolve(state.outcome)
      else port.once('close', () => resolve(state.outcome ?? 'aborted'))
    })
    port.unref()
  }

  add(): void {
    this.#live += 1
  }

  release(): void {
    this.#live -= 1
    if (this.#live > 0 || !markReleased(this.#token)) return
    this.state.releaseHandle()
    this.ask({ ask: 'look' })
  }

  requestStop(): void {
    this.state.requestStop()
    this.ask({ ask: 'look' })
  }

  ask(request: TaskRequest): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin
    this.#token.port.postMessage(request)
  }

  /** Fulfils when the task has ended; the thread is kept alive until then. */
  async outcome(): Promise<ShutdownOutcome> {
    this.#token.port.ref()
    return this.#ended
  }

  completion(): Promise<void> {
    this.#completion ??= this.#complete()
    return this.#completion
  }

  completionWith(cleanup: () => unknown): Promise<void> {
    this.#cleanup ??= this.#cleanUp(cleanup)
    return this.#cleanup
  }

  async #complete(): Promise<void> {
    await this.outcome()
  }

  async #cleanUp(cleanup: () => unknown): Promise<void> {
    await this.outcome()
    await cleanup()
  }
}
