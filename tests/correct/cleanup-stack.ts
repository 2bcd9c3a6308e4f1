import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** What `AsyncDisposableStack` does, for versions of Node that have none. */
class CleanupStack {
  readonly #cleanups: (() => Promise<void>)[] = []

  defer(cleanup: () => Promise<void>): void {
    this.#cleanups.unshift(cleanup)
  }

  async disposeAsync(): Promise<void> {
    const failures: unknown[] = []
    for (const cleanup of this.#cleanups.splice(0))
      await cleanup().catch((error: unknown) => failures.push(error))
    if (failures.length > 0) console.error('cleanup failed', ...failures)
  }
}

/** Puts on a stack whatever has to be undone: the loop last, and so it ends first. */
class Mirror {
  readonly #stack = new CleanupStack()
  readonly #stop = new AbortController()
  #closing: Promise<void> | undefined

  constructor(context: SubjectContext, everyMs: number) {
    const connection = context.resource('connection')
    this.#stack.defer(() => connection.close())
    connection.use()
    const lock = context.resource('lock')
    this.#stack.defer(() => lock.close())
    const loop = this.#repeat(everyMs, async () => {
      lock.use()
      await context.work()
    })
    this.#stack.defer(() => loop)
  }

  async #repeat(everyMs: number, run: () => Promise<void>): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted)
        await run().catch((error: unknown) => console.error('mirror failed', error))
    }
  }

  close(): Promise<void> {
    this.#stop.abort()
    this.#closing ??= this.#stack.disposeAsync()
    return this.#closing
  }
}

export const subject: Subject<Mirror> = {
  name: 'Mirror',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new Mirror(context, 1000),
  shutdown: (mirror) => mirror.close(),
  profile: 'graceful',
}
