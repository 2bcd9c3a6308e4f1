/**
 * Where a task reports what happens to it. `console` fits, and so do most logging libraries.
 *
 * What the methods return is not used; a promise that rejects does no harm. `error` receives what was thrown as its second argument, as it is: it need not be an `Error`.
 */
export interface Logger {
  info(message: string): unknown
  warn(message: string): unknown
  error(message: string, cause?: unknown): unknown
}

/**
 * Logs one line and never throws, whatever the logger does (WORK-05, DROP-09).
 *
 * Without a logger it is `console`, looked up at the call, so that a replaced console is honoured.
 */
export function logSafely(
  logger: Logger | undefined,
  level: keyof Logger,
  message: string,
  ...cause: [cause?: unknown]
): void {
  try {
    const target: Logger = logger ?? console
    const returned: unknown = target[level](message, ...cause)
    // An async logger that rejects would otherwise surface as an unhandled rejection of the task.
    if (returned !== undefined) Promise.resolve(returned).catch(() => {})
  } catch {
    // The logger was the last place to report to: a shutdown must not fail because of it.
  }
}
