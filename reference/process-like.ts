/** The part of `process` that a shutdown on signals needs; `process` itself fits. */
export interface ProcessLike {
  readonly pid: number
  /** `win32` where signals cannot be raised. */
  readonly platform: string
  /** The exit code of a call without one; 0 if unset. */
  readonly exitCode?: number | string | null | undefined
  on(event: string, listener: (...args: unknown[]) => void): unknown
  off(event: string, listener: (...args: unknown[]) => void): unknown
  listenerCount(event: string): number
  kill(pid: number, signal: string): unknown
  exit(code: number): unknown
}
