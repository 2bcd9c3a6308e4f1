import type { Subject } from '../../harness/model/subject.ts'

/** A manager with a known defect. */
export interface BrokenSubject {
  /** Relative to `tests/broken/`. */
  file: string
  subject: Subject
  /**
   * Every rule that must fail, the one it was written for first, and no other.
   * What the EXPLORE rules say is left out, but for the managers of `explore/`.
   */
  breaks: readonly string[]
}
