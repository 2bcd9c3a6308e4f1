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
