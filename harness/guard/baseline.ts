import type { HandleKind } from '../model/handle-type.ts'

/** The file's name where nobody gave another. */
export const DEFAULT_BASELINE = 'vitest-shutdown.baseline.json'

/** The version of the format that this package reads and writes. */
export const BASELINE_VERSION = 1

/**
 * One known leak, or several alike. Without line numbers: they shift with every edit.
 *
 * An entry with neither `suite` nor `test` is the file's own: of what it imports, or of a hook
 * outside of every suite.
 */
export interface BaselineEntry {
  /** The test file, relative to the folder of the baseline, with forward slashes. */
  readonly file: string
  /** The Vitest project, where it has a name: a file may run in several. */
  readonly project?: string
  /** The suite whose hook it was: full name, joined with ` > `. */
  readonly suite?: string
  /** The test: full name, joined with ` > `. */
  readonly test?: string
  readonly kind: HandleKind
  /** `src/server.ts#startServer`, or `pg#Client.connect`; absent where no line is known. */
  readonly source?: string
  /** How many of these may be left open at once, at most. */
  readonly count: number
}

/** A baseline file: the leaks that were there when the guard was adopted. */
export interface Baseline {
  /** The file, absolute. */
  readonly path: string
  readonly leaks: readonly BaselineEntry[]
}

/** Says what is wrong with a baseline file, and what to do. */
export class BaselineError extends Error {
  override name = 'BaselineError'

  constructor(message: string) {
    super(message)
    // Where this package noticed it helps nobody, and a runner would draw its code frame there.
    this.stack = `${this.name}: ${message}`
  }
}
