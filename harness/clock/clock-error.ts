/**
 * - `CLOCK_INSTALLED`: a virtual clock is installed already
 * - `CLOCK_FOREIGN`: other fake timers are installed
 * - `CLOCK_RESTORED`: the clock has been restored
 * - `CLOCK_STUCK`: callbacks follow each other without end while time stands still
 * - `CLOCK_WATCH`: this runtime cannot poll files in virtual time
 */
export type ClockErrorCode =
  | 'CLOCK_INSTALLED'
  | 'CLOCK_FOREIGN'
  | 'CLOCK_RESTORED'
  | 'CLOCK_STUCK'
  | 'CLOCK_WATCH'

/** Thrown if the virtual clock is misused. The message ends with the remedy. */
export class ClockError extends Error {
  override readonly name: string = 'ClockError'
  /** A stable code, for programs. */
  readonly code: ClockErrorCode

  constructor(code: ClockErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
