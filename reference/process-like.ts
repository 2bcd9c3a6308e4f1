/** As much of `process` as a shutdown on signals needs; `process` itself fits. */
export interface ProcessLike {
  readonly pid: number
  /** `win32` where signals cannot be raised. */
  readonly platform: string
  /** What the process exits with when nothing is said; unset is 0. */
  readonly exitCode?: number | string | null | undefined
  on(event: string, listener: (...args: unknown[]) => void): unknown
  off(event: string, listener: (...args: unknown[]) => void): unknown
  listenerCount(event: string): number
  kill(pid: number, signal: string): unknown
  exit(code: number): unknown
}
