import { inspect } from 'node:util'
import type { MessagePort } from 'node:worker_threads'

const KIND = 'vitest-shutdown task'

/**
 * A handle on a task, on its way to another thread: post it there, with {@link TaskToken.port} in
 * the transfer list, and attach it with `attachTask()`.
 *
 * It counts as a handle from its creation. To give up a token that is not needed, close its port; a
 * thread that ends gives up its handles.
 */
export interface TaskToken {
  readonly kind: typeof KIND
  /** What all threads know of the task. */
  readonly task: Int32Array<SharedArrayBuffer>
  /** What became of this handle: sent, attached or given up. */
  readonly handle: Int32Array<SharedArrayBuffer>
  readonly port: MessagePort
}

/** The states of a handle in another thread. */
const HANDLE = { sent: 0, attached: 1, released: 2 } as const

/** What a thread asks of the one in which the task runs, once it has written the state. */
export type TaskRequest =
  | { readonly ask: 'look' }
  | { readonly ask: 'deadline'; readonly timeoutMs: number }
  | { readonly ask: 'cut' }

export function createTaskToken(parts: Pick<TaskToken, 'task' | 'port'>): TaskToken {
  const handle = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  return { kind: KIND, handle, ...parts }
}

/** Marks a handle as given up; whether this call did it. */
export function markReleased({ handle }: Pick<TaskToken, 'handle'>): boolean {
  return Atomics.exchange(handle, 0, HANDLE.released) !== HANDLE.released
}

/**
 * Checks a value that was received as a token, and marks it as attached.
 *
 * @throws {TypeError} when it is none
 * @throws {Error} when it was attached before
 */
export function takeTaskToken(value: unknown): TaskToken {
  if (!isTaskToken(value)) {
    throw new TypeError(
      `Expected a token that \`share()\` made, posted with its \`port\` in the transfer list, got ${inspect(value, { depth: 0 })} (${typeof value})`,
    )
  }
  if (Atomics.compareExchange(value.handle, 0, HANDLE.sent, HANDLE.attached) !== HANDLE.sent) {
    throw new Error(
      'Expected a token that was not attached before: call `share()` once for each thread, and `clone()` in it',
    )
  }
  return value
}

function isTaskToken(value: unknown): value is TaskToken {
  return typeof value === 'object' && value !== null && (value as Partial<TaskToken>).kind === KIND
}
