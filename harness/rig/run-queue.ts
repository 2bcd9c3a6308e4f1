/** Two checks at a time would meet on one process's globals. */
let queue: Promise<unknown> = Promise.resolve()

/** Runs `task` when everything that was asked for before has ended. */
export function enqueue<T>(task: () => Promise<T>): Promise<T> {
  const result = queue.then(task)
  queue = result.catch(() => {})
  return result
}
