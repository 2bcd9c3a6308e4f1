/**
 * - `CLOCK_INSTALLED`: a virtual clock is installed already
 * - `CLOCK_FOREIGN`: somebody else's fake timers are installed
 * - `CLOCK_RESTORED`: the clock has been restored
 * - `CLOCK_STUCK`: callbacks follow each other without end and without time going on
 * - `CLOCK_WATCH`: this runtime cannot poll files in virtual time
 */
export type ClockErrorCode =
  | 'CLOCK_INSTALLED'
  | 'CLOCK_FOREIGN'
  | 'CLOCK_RESTORED'
  | 'CLOCK_STUCK'
  | 'CLOCK_WATCH'

/** A misuse of the virtual clock; its message ends with the remedy. */
export class ClockError extends Error {
  override readonly name: string = 'ClockError'
  /** Stable, for programs. */
  readonly code: ClockErrorCode

  constructor(code: ClockErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
