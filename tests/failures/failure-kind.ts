/** A kind of failure that a user may meet, with the way to its text. */
export interface FailureKind {
  /** The file in `__snapshots__/` that holds the text. */
  name: string
  /** Brings the failure about, and returns all that the user reads of it. */
  write(this: void): string | Promise<string>
}
