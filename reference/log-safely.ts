import type { Logger } from './logger.ts'

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
