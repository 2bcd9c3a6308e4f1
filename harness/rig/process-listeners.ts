/** The listeners on `process`, by event. */
export type ProcessListeners = Map<string | symbol, ((...args: unknown[]) => void)[]>

/** Reads the listeners on `process`, as they were added (with the wrappers of `once`). */
export function readProcessListeners(): ProcessListeners {
  return new Map(
    process
      .eventNames()
      .map((event) => [event, process.rawListeners(event) as ((...args: unknown[]) => void)[]]),
  )
}
