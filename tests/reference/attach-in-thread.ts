import { Worker } from 'node:worker_threads'

import type { TaskToken } from '../../reference/task-token.ts'

/** A thread that has attached a token; see attach-thread.mjs for what it can be told. */
export interface RemoteThread {
  worker: Worker
  exited: Promise<unknown>
  /** Fulfils when the thread has answered. */
  tell(command: string, ...args: unknown[]): Promise<unknown>
}

export function attachInThread(token: TaskToken): RemoteThread {
  const worker = new Worker(new URL('attach-thread.mjs', import.meta.url), {
    workerData: token,
    transferList: [token.port],
  })
  const waiting = new Map<number, (reply: { value?: unknown; error?: string }) => void>()
  worker.on('message', ({ id, ...reply }: { id: number; value?: unknown; error?: string }) => {
    waiting.get(id)?.(reply)
  })
  // A thread that dies of an error is some of the tests.
  worker.on('error', () => {})
  let lastId = 0
  const tell = async (command: string, ...args: unknown[]): Promise<unknown> => {
    lastId += 1
    const id = lastId
    const replied = new Promise<{ value?: unknown; error?: string }>((resolve) => {
      waiting.set(id, resolve)
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage({ id, command, args })
    const { value, error } = await replied
    if (error !== undefined) throw new Error(error)
    return value
  }
  return { worker, tell, exited: new Promise((resolve) => worker.once('exit', resolve)) }
}
